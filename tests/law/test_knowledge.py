"""The law as a state, or the public, knew it on a day (design 4, point 10)."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.tiny import ALLIANCE, bound_pairs, read, verdict

#: A public alliance whose secret protocol says that "@power" means Cora alone; a secret sphere besides.
PACT = """
--- dossier.toml
title = "A tiny record"
first = 1900-01-01
last = 1999-12-31
[sets]
power = ["cora", "dara"]
--- treaties/1939-08-25-pact.toml
title = "Pact"
parties = ["alba", "bela"]
signed = 1939-08-25
force = { by = "signature" }
[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Help if attacked by a power."
trigger = { act = "attack", by = "@power" }
[[article]]
id = "2"
pledge = "consultation"
between = "each"
text = "They consult; nobody else was told."
secret = true
trigger = { act = "attack" }
[[protocol]]
id = "secret"
secret = true
known = [
  { to = "elia", from = 1940-01-01, how = "betrayed by a clerk" },
  { to = "public", from = 1945-04-05, how = "published" },
]
terms = { power = ["cora"] }
[[protocol.article]]
id = "1"
pledge = "disinterest"
debtor = "alba"
creditor = "bela"
text = "Alba leaves the march to Bela."
places = ["march"]
--- territories/march.toml
title = "The March"
[[control]]
sovereign = "dara"
"""
ALBA_BELA = {("alba", "bela"), ("bela", "alba")}

SEEN = {
    "the whole record sees a secret article": (None, "1939-09-01", "consultation", ALBA_BELA),
    "a party sees its own secret": ("alba", "1939-09-01", "consultation", ALBA_BELA),
    "the public does not see a secret article": ("public", "1939-09-01", "consultation", set()),
    "a secret that was never told stays secret": ("public", "1999-01-01", "consultation", set()),
    "the public sees the public article": ("public", "1939-09-01", "defense", ALBA_BELA),
    "another state sees the public article": ("cora", "1939-09-01", "defense", ALBA_BELA),
    "another state does not see the secret protocol": ("cora", "1940-01-01", "disinterest", set()),
    "the state that was told does not see it before": ("elia", "1939-12-31", "disinterest", set()),
    "the state that was told sees it from that day": ("elia", "1940-01-01", "disinterest", {("alba", "bela")}),
    "the public does not see it the day before publication": ("public", "1945-04-04", "disinterest", set()),
    "the public sees it on the day of publication": ("public", "1945-04-05", "disinterest", {("alba", "bela")}),
    "what the public knows every state knows": ("cora", "1945-04-05", "disinterest", {("alba", "bela")}),
}


@pytest.mark.parametrize(("knower", "day", "pledge", "pairs"), SEEN.values(), ids=SEEN)
def test_point_10_seen(tmp_path: Path, knower: str | None, day: str, pledge: str, pairs: set[tuple[str, str]]) -> None:
    assert bound_pairs(read(tmp_path, PACT), day, pledge=pledge, known_to=knower) == pairs


TERMS = {
    "as the record knows, the secret term lets Dara's attack be": (None, "1939-09-17", []),
    "as the public knew, Dara is a power like another": ("public", "1939-09-17", ["due"]),
    "a party knows its own term": ("bela", "1939-09-17", []),
    "a state that was not told goes by the public words": ("dara", "1939-09-17", ["due"]),
    "a state that was told goes by the secret term": ("elia", "1940-01-01", []),
    "once it is published the public goes by it": ("public", "1945-04-05", []),
}


def defense(dossier: foedera.Dossier, knower: str | None, day: str, act: str) -> list[str]:
    found = foedera.act_on(dossier, act, day, known_to=knower)["findings"]
    return [f["verdict"] for f in found if f["pledge"] == "defense" and f["debtor"] == "alba"]


@pytest.mark.parametrize(("knower", "day", "said"), TERMS.values(), ids=TERMS)
def test_point_10_a_defined_term_in_a_secret_protocol_decides(
    tmp_path: Path, knower: str | None, day: str, said: list[str]
) -> None:
    assert defense(read(tmp_path, PACT), knower, day, "dara attacks bela") == said


def test_point_10_an_attack_by_the_power_meant_is_answered_whoever_knows(tmp_path: Path) -> None:
    dossier = read(tmp_path, PACT)
    assert [defense(dossier, k, "1939-09-01", "cora attacks bela") for k in (None, "public", "dara")] == [["due"]] * 3


def test_point_10_a_secret_consultation_is_due_to_those_who_know_of_it(tmp_path: Path) -> None:
    dossier = read(tmp_path, PACT)
    seen = {
        k: verdict(dossier, "elia attacks bela", "1939-09-01", "alba", "bela", known_to=k) for k in ("alba", "dara")
    }
    assert seen == {"alba": {"due"}, "dara": set()}


def test_point_10_an_answer_says_how_a_secret_was_known(tmp_path: Path) -> None:
    rows = foedera.bound_on(read(tmp_path, PACT), "1940-01-01", pledge="disinterest", known_to="elia")["commitments"]
    assert [(row["secret"], row["known"]["from"], row["known"]["how"]) for row in rows] == [
        (True, "1940-01-01", "betrayed by a clerk")
    ]


def test_point_10_a_sphere_shows_in_a_place_only_to_those_who_know(tmp_path: Path) -> None:
    dossier = read(tmp_path, PACT)
    assert foedera.place(dossier, "march", "1939-09-01", known_to="public")["spheres"] == []
    (sphere,) = foedera.place(dossier, "march", "1939-09-01")["spheres"]
    assert (sphere["of"], sphere["treaty"], sphere["secret"]) == ("bela", "1939-08-25-pact", True)


def test_point_10_a_treaty_shows_its_secret_protocol_only_to_those_who_know(tmp_path: Path) -> None:
    dossier = read(tmp_path, PACT)
    shown = {
        knower: [
            p["id"]
            for p in foedera.treaty(dossier, "1939-08-25-pact", "1940-01-01", known_to=knower)["treaty"]["protocols"]
        ]
        for knower in ("public", "elia", "alba")
    }
    assert shown == {"public": [], "elia": ["secret"], "alba": ["secret"]}


SECRET_TREATY = """
--- treaties/1936-10-23-secret.toml
title = "A treaty whose very existence is secret"
parties = ["alba", "bela"]
signed = 1936-10-23
secret = true
known = [{ to = "cora", from = 1937-01-01 }]
force = { by = "signature" }
[[article]]
id = "1"
pledge = "no-treaty-with"
between = "each"
text = "No treaty with Dara."
on = ["dara"]
"""


def test_point_10_a_secret_treaty_is_broken_only_for_those_who_know_it(tmp_path: Path) -> None:
    dossier = read(tmp_path, SECRET_TREATY)
    act, day = "alba concludes a treaty with dara", "1939-08-23"
    assert verdict(dossier, act, day, "alba", "bela") == {"breach"}
    assert verdict(dossier, act, day, "alba", "bela", known_to="bela") == {"breach"}
    assert verdict(dossier, act, day, "alba", "bela", known_to="cora") == {"breach"}
    assert verdict(dossier, act, day, "alba", "bela", known_to="public") == set()


LATE = """
--- treaties/1930-01-01-unpublished.toml
title = "Published late"
parties = ["alba", "bela"]
signed = 1930-01-01
published = 1931-01-01
force = { by = "signature" }
[[article]]
id = "1"
pledge = "neutrality"
between = "each"
text = "Neutrality."
trigger = { act = "war" }
"""


def test_point_10_an_unpublished_treaty_is_known_to_its_parties_only(tmp_path: Path) -> None:
    dossier = read(tmp_path, LATE)
    assert bound_pairs(dossier, "1930-06-01", known_to="alba") == ALBA_BELA
    assert bound_pairs(dossier, "1930-06-01", known_to="public") == set()
    assert bound_pairs(dossier, "1931-01-01", known_to="public") == ALBA_BELA


# -- who is a party knows what the parties know ---------------------------------------------

LATE_AND_ACCEDED = (
    ALLIANCE.replace("signed = 1930-01-01", "signed = 1930-01-01\npublished = 1939-01-01")
    + '[[consent]]\nstate = "cora"\nacceded = 1931-01-01\n'
)
LEAGUE = '--- organizations/league.toml\ntitle = "L"\n'


def test_point_10_a_state_that_acceded_knows_the_unpublished_treaty(tmp_path: Path) -> None:
    assert ("cora", "bela") in bound_pairs(read(tmp_path, LATE_AND_ACCEDED), "1932-01-01", known_to="cora")


def test_point_10_a_member_knows_its_organizations_unpublished_treaty(tmp_path: Path) -> None:
    text = (
        LATE_AND_ACCEDED.replace('parties = ["alba", "bela"]', 'parties_of = "league"').split("[[consent]]")[0]
        + LEAGUE
        + '[[member]]\nstate = "alba"\nfrom = 1920-01-01\n[[member]]\nstate = "bela"\nfrom = 1920-01-01\n'
    )
    assert ("alba", "bela") in bound_pairs(read(tmp_path, text), "1932-01-01", known_to="alba")


def test_point_10_a_term_of_a_protocol_that_an_acceding_party_signed_is_known_to_it(tmp_path: Path) -> None:
    text = ALLIANCE.replace('{ act = "attack" }', '{ act = "attack", by = "@power" }') + (
        '[[protocol]]\nid = "s"\nsecret = true\nterms = { power = ["dara"] }\n'
        '[[consent]]\nstate = "cora"\nacceded = 1931-01-01\n'
        '--- dossier.toml\ntitle = "x"\nfirst = 1900-01-01\nlast = 1999-01-01\n[sets]\npower = ["elia", "dara"]\n'
    )
    dossier = read(tmp_path, text)
    assert verdict(dossier, "elia attacks bela", "1932-01-01", "alba", "bela", known_to="alba") == set()
    assert verdict(dossier, "elia attacks bela", "1932-01-01", "alba", "bela", known_to="cora") == set()


SECRET = ALLIANCE.replace("signed =", "secret = true\nsigned =")


def test_point_10_the_day_as_the_public_knew_it_lists_no_secret_treaty(tmp_path: Path) -> None:
    assert foedera.day(read(tmp_path, SECRET), "1935-01-01", known_to="public")["treaties"] == []
