"""Files that are well formed and mean nothing: each is a problem, none a surprise when a question is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.errors import BadQuestion, FoederaError, UnknownName
from tests.tiny import ALLIANCE, read, write

LEAGUE = '--- organizations/league.toml\ntitle = "L"\norgans = ["council"]\n'


def trigger(text: str) -> str:
    return ALLIANCE.replace('{ act = "attack" }', text)


UNCHECKED = {
    "member without on": trigger('{ act = "attack", requires = [{ is = "member", by = "adversary" }] }') + LEAGUE,
    "member of a state": trigger('{ act = "attack", requires = [{ is = "member", by = "adversary", on = "alba" }] }')
    + LEAGUE,
    "member of an organ": trigger(
        '{ act = "attack", requires = [{ is = "member", by = "adversary", on = "council" }] }'
    )
    + LEAGUE,
    "in-force without treaty": trigger('{ act = "attack", requires = [{ is = "in-force" }] }'),
    "fact without id": trigger('{ act = "attack", requires = [{ is = "fact" }] }'),
    "assists without by": trigger('{ act = "attack", requires = [{ is = "assists" }] }'),
    "organ-found without by": trigger('{ act = "attack", requires = [{ is = "organ-found" }] }'),
    "adversaries without count": trigger('{ act = "attack", requires = [{ is = "adversaries" }] }'),
    "a trigger without any act": trigger("{ act = [] }"),
    "debtor without creditor": ALLIANCE.replace('between = "each"', 'debtor = "alba"'),
    "between and creditor": ALLIANCE.replace('between = "each"', 'between = "each"\ncreditor = "cora"'),
    "a party that is a role": ALLIANCE.replace('["alba", "bela"]', '["any", "bela"]'),
    "a consent of a set": ALLIANCE + '[[consent]]\nstate = "@parties"\n',
    "dossier last before first": '--- dossier.toml\ntitle = "x"\nfirst = 1999-01-01\nlast = 1900-01-01\n',
    "protocol id twice": ALLIANCE + '[[protocol]]\nid = "a"\n[[protocol]]\nid = "a"\n',
    "alternative id twice": (
        '--- readings/r.toml\ntitle = "r"\ndefault = "a"\nwhy = "x"\n[[alternative]]\nid = "a"\n'
        'says = "x"\n[[alternative]]\nid = "a"\nsays = "y"\n'
    ),
    "back before the suspension": ALLIANCE + '[[end]]\nhow = "suspension"\non = 1935-01-01\nback = 1934-01-01\n',
    "a term of minus five years": ALLIANCE.replace("force =", "term = { years = -5 }\nforce ="),
    "a term of 9000 years": ALLIANCE.replace("force =", "term = { years = 9000 }\nforce ="),
    "a term of nan years": ALLIANCE.replace("force =", "term = { years = nan }\nforce ="),
    "a set of sets": (
        '--- dossier.toml\ntitle = "x"\nfirst = 1900-01-01\nlast = 1999-01-01\n[sets]\na = ["@b"]\nb = ["cora"]\n'
    )
    + trigger('{ act = "attack", by = "@a" }'),
    "a winter that ends after the year 9999": '--- events/x.toml\n[[event]]\nid = "x"\ndate = "9999-24"\ntitle = "x"\n',
    "the year 0000": '--- events/x.toml\n[[event]]\nid = "x"\ndate = "0000"\ntitle = "x"\n',
}


@pytest.mark.parametrize("text", UNCHECKED.values(), ids=UNCHECKED)
def test_a_file_that_means_nothing_is_a_problem(tmp_path: Path, text: str) -> None:
    _, problems = foedera.read_dossier(write(tmp_path, text))
    assert problems and all(problem.origin.line >= 1 for problem in problems)


S = '--- suppositions/s.toml\ntitle = "s"\n'
SUPPOSED = {
    "an unknown state in a change": (
        '[[change]]\nrecord = "1930-01-01-alliance"\nset = { "article.1.trigger.by" = "corra" }\n'
    ),
    "an unknown party of a treaty added": (
        '[[treaty]]\nid = "1931-01-01-t"\ntitle = "t"\nparties = ["atlantis", "alba"]\n'
        'signed = 1931-01-01\nforce = { by = "signature" }\nsources = [{ ref = "book" }]\n'
    ),
    "an unknown actor of an event added": (
        '[[event]]\nid = "x"\ndate = 1935-01-01\ntitle = "x"\nsources = [{ ref = "book" }]\n'
        'acts = [{ actor = "atlantis", verb = "attack", target = "alba" }]\n'
    ),
    "a change to the value it has": (
        '[[change]]\nrecord = "1930-01-01-alliance"\nset = { title = "Alliance of Alba and Bela" }\n'
    ),
}


@pytest.mark.parametrize("text", SUPPOSED.values(), ids=SUPPOSED)
def test_a_supposition_that_means_nothing_is_refused(tmp_path: Path, text: str) -> None:
    dossier = read(tmp_path, ALLIANCE + S + text)
    with pytest.raises(FoederaError):
        foedera.supposed(dossier, "s")


def test_suppose_in_the_wrong_order_is_refused_like_replay(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion):
        foedera.supposed(
            read(tmp_path, ALLIANCE), remove=["1930-01-01-alliance"], first="1940-01-01", last="1930-01-01"
        )


def test_an_empty_name_is_no_treaty(tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        foedera.treaty(read(tmp_path, ALLIANCE), "")
