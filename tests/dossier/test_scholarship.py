"""Debates, disagreements, figures and mechanisms: as a historian writes them, and as they are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.errors import BadQuestion, UnknownName
from foedera.interfaces import cli, show
from foedera.interfaces.demonstrate import demonstrated, printed_by
from tests.tiny import ALLIANCE, BASE, files, read, shipped, write

DEBATE = """
--- claims/why-alba-left.toml
title = "Why did Alba leave the pact?"
names = { fr = "Pourquoi Alba a-t-elle quitté le pacte ?" }
about = "Alba gave notice in 1931."
stands = "Most follow the first answer."
[[position]]
id = "fear"
title = "Out of fear"
[[position]]
id = "land"
title = "For land"
[[claim]]
id = "alba-feared"
position = "fear"
says = "Alba feared a war for Bela."
holders = ["smith", "B. Brown"]
sources = [{ ref = "book", at = "p. 7" }]
[[claim.evidence]]
side = "against"
says = "Alba had armed."
records = ["divisions"]
[[claim.evidence]]
side = "for"
says = "The pact bound it to help."
records = ["1930-01-01-alliance/1"]
[[claim]]
id = "alba-wanted"
position = "land"
says = "Alba wanted Cora."
holders = ["C. Green"]
sources = [{ ref = "book", at = "p. 8" }]
note = "Green gives no evidence."
--- persons/smith.toml
title = "Adam Smith"
--- figures/forces.toml
[[figure]]
id = "divisions"
title = "Divisions of Alba"
value = 100
most = 120
unit = "divisions"
about = true
of = ["alba"]
sources = [{ ref = "book", at = "p. 2", verified = 1950-01-01 }]
--- disagreements/pact.toml
[[disagreement]]
id = "day-of-the-pact"
title = "The day of the pact"
established = "1 January 1930"
confidence = "high"
records = ["1930-01-01-alliance"]
sources = [{ ref = "book", at = "p. 1", verified = 1950-01-01 }]
[[disagreement.version]]
says = "2 January 1930"
by = ["smith"]
slip = true
--- mechanisms/help.toml
[[mechanism]]
id = "mutual-help"
title = "Mutual help"
says = "An attack on one calls the other in."
debates = ["why-alba-left"]
sources = [{ ref = "book", at = "p. 3" }]
[[mechanism.demo]]
run = 'foedera act "cora attacks alba" 1935-01-01'
shows = ["bela → alba", "due"]
hides = ["cora → alba"]
"""
RECORD = ALLIANCE + DEBATE


def test_a_debate_is_answered_position_by_position_with_both_sides_and_what_they_rest_on(tmp_path: Path) -> None:
    answer = foedera.debate(read(tmp_path, RECORD), "Pourquoi Alba a-t-elle quitté le pacte ?")
    assert [p["id"] for p in answer["positions"]] == ["fear", "land"]
    [claim] = answer["positions"][0]["claims"]
    assert claim["holders"] == ["Adam Smith", "B. Brown"]
    assert {(e["side"], e["records"][0]["id"], e["records"][0]["kind"]) for e in claim["evidence"]} == {
        ("for", "1930-01-01-alliance/1", "treaties"),
        ("against", "divisions", "figures"),
    }
    assert answer["mechanisms"] == [{"id": "mutual-help", "kind": "mechanisms", "title": "Mutual help"}]


def test_a_debate_as_printed_hears_the_arguments_for_before_those_against(tmp_path: Path) -> None:
    lines = show.lines("debate", foedera.debate(read(tmp_path, RECORD), "why-alba-left"))
    text = "\n".join(lines)
    assert text.index("The pact bound it to help.") < text.index("Alba had armed.")
    assert "held by Adam Smith; B. Brown" in text and "Most follow the first answer." in text


def test_a_disagreement_is_found_by_its_id_by_the_record_and_by_a_word(tmp_path: Path) -> None:
    dossier = read(tmp_path, RECORD)
    for name in ("day-of-the-pact", "1930-01-01-alliance", "day of the PACT"):
        [point] = foedera.disagreement(dossier, name)["disagreements"]
        assert (point["established"], point["confidence"]) == ("1 January 1930", "high")
        assert point["versions"][0] | {"sources": []} == {
            "says": "2 January 1930", "by": ["Adam Smith"], "slip": True, "sources": [],
        }  # fmt: skip


def test_a_treaty_shows_the_points_on_which_sources_differ_about_it(tmp_path: Path) -> None:
    answer = foedera.treaty(read(tmp_path, RECORD), "1930-01-01-alliance")
    assert [row["id"] for row in answer["disagreements"]] == ["day-of-the-pact"]
    assert any("sources differ on The day of the pact" in line for line in show.lines("treaty", answer))


def test_a_value_the_record_goes_by_says_whether_anybody_looked_it_up(tmp_path: Path) -> None:
    differs = """
differs = [
  { point = "begin", value = "2 January 1930", by = "Smith", established = true, sources = [{ ref = "book" }] },
  { point = "begin", value = "3 January 1930", by = "Brown", sources = [{ ref = "book", verified = 1950-01-01 }] },
]
"""
    text = RECORD.replace("[[article]]", differs + "[[article]]", 1)
    lines = show.lines("treaty", foedera.treaty(read(tmp_path, text), "1930-01-01-alliance"))
    assert "sources differ on begin: 2 January 1930, Smith (the record goes by this; not looked up)" in lines
    assert "sources differ on begin: 3 January 1930, Brown" in lines


def test_a_figure_prints_with_its_range_and_unit(tmp_path: Path) -> None:
    lines = show.lines("figures", foedera.figures(read(tmp_path, RECORD), "alba"))
    assert lines[1].strip().startswith("Divisions of Alba: about 100 to 120 divisions")


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [("debate", "why-alba-lefft", "debate"), ("mechanism", "mutual-hellp", "mechanism"),
     ("disagreement", "day-of-the-pakt", "disagreement"), ("figures", "divisons", "figure")],
)  # fmt: skip
def test_a_wrong_name_names_the_nearest(tmp_path: Path, question: str, name: str, kind: str) -> None:
    with pytest.raises(UnknownName, match=rf"no {kind} called '{name}'.*(nearest|mean)"):
        getattr(foedera, question)(read(tmp_path, RECORD), name)


# -- demonstrations -----------------------------------------------------------------------


def test_a_demonstration_is_run_and_held_against_what_it_must_show(tmp_path: Path) -> None:
    answer = demonstrated(foedera.mechanism(read(tmp_path, RECORD), "mutual-help"), str(tmp_path), cli.app)
    [demo] = answer["demonstrations"]
    assert demo["held"], demo
    assert "bela → alba" in demo["printed"]


def test_a_demonstration_that_shows_something_else_is_told(tmp_path: Path) -> None:
    other = RECORD.replace('shows = ["bela → alba", "due"]', 'shows = ["bela → dara"]').replace("cora → alba", "due")
    answer = demonstrated(foedera.mechanism(read(tmp_path, other), "mutual-help"), str(tmp_path), cli.app)
    text = "\n".join(show.lines("mechanism", answer))
    assert not answer["demonstrations"][0]["held"]
    assert "not shown: bela → dara" in text and "shown, but must not be: due" in text


def test_a_demonstration_asks_questions_and_nothing_else() -> None:
    for command in ("ls", "foedera", "foedera serve", "foedera mechanism x --run"):
        with pytest.raises(BadQuestion, match="a demonstration asks a question"):
            printed_by(command, "interwar", cli.app)


def test_a_demonstration_of_a_refusal_shows_the_sentence(tmp_path: Path) -> None:
    printed = printed_by('foedera act "nobody attacks alba" 1935-01-01', str(write(tmp_path, RECORD)), cli.app)
    assert printed.startswith("foedera: ") and "nobody" in printed


# -- words and names ----------------------------------------------------------------------


def _problems(folder: Path, text: str, case: str) -> list[str]:
    write(folder, text)
    (folder / "dossier.toml").write_text(BASE["dossier.toml"] + case, encoding="utf-8")
    return [str(problem) for problem in foedera.read_dossier(folder)[1]]


def test_a_word_of_judgement_stands_in_claims_only(tmp_path: Path) -> None:
    ours = RECORD.replace("An attack on one", "An infamous attack on one").replace(
        "Alba feared a war", "An infamous war"
    )
    [problem] = _problems(tmp_path, ours, 'loaded = ["infamous"]\n')
    assert "mechanisms/help.toml:4: 'infamous' is a word of judgement" in problem
    assert "words of judgement belong to claims, with their holders" in problem


def test_what_a_source_is_quoted_for_may_hold_such_a_word(tmp_path: Path) -> None:
    quoted = RECORD.replace('says = "2 January 1930"', 'says = "An infamous 2 January 1930"')
    assert _problems(tmp_path, quoted, 'loaded = ["infamous"]\n') == []


def test_a_state_must_have_a_name_in_each_language_of_the_dossier(tmp_path: Path) -> None:
    problems = _problems(tmp_path, "", 'languages = ["en", "fr"]\n')
    assert len(problems) == 5
    assert "states/alba.toml:1: 'alba' has no name in fr" in problems[0]


def test_persons_are_named_in_the_languages_that_the_dossier_asks_for(tmp_path: Path) -> None:
    [problem] = _problems(tmp_path, RECORD, 'persons_named = ["ru"]\n')
    assert "persons/smith.toml:1: 'smith' has no name in ru" in problem


# -- coverage -----------------------------------------------------------------------------


def test_coverage_counts_records_looked_up_shares_and_what_is_open(tmp_path: Path) -> None:
    answer = foedera.coverage(read(tmp_path, RECORD))
    counts = ("treaties", "claims", "debates", "disagreements", "mechanisms", "demonstrations", "unsourced")
    assert [answer[name] for name in counts] == [1, 2, 1, 1, 1, 1, 0]
    assert answer["looked_up"]["figures"] == {"records": 1, "one_source": 1, "two_sources": 0}
    assert answer["treaty_dates"] == {"dates": 1, "one_source": 0, "two_sources": 0}
    assert answer["open"]["treaties_not_looked_up"] == ["1930-01-01-alliance"]


def test_coverage_counts_crises_priors_and_alignments_too() -> None:
    record, answer = shipped(), foedera.coverage(shipped())
    for kind in ("crises", "priors", "alignments"):
        assert answer[kind] == answer["looked_up"][kind]["records"] == len(getattr(record, kind)) > 0


def test_a_supposition_states_nothing_that_could_have_a_source(tmp_path: Path) -> None:
    bare = '--- suppositions/alone.toml\ntitle = "Without the alliance"\nremove = ["1930-01-01-alliance"]\n'
    answer = foedera.coverage(read(tmp_path, ALLIANCE + bare))
    assert (answer["suppositions"], answer["unsourced"]) == (1, 0)
    assert "suppositions" not in answer["looked_up"]


def test_a_source_that_nobody_opened_and_a_second_page_of_the_same_do_not_count_twice(tmp_path: Path) -> None:
    pages = (
        '{ ref = "book", at = "p. 1", verified = 1950-01-01 }',
        '{ ref = "book", at = "p. 2", verified = 1950-01-02 }',
    )
    cited = f"sources = [{', '.join(pages)}]\n"
    dossier = read(tmp_path, "--- " + next(iter(files(ALLIANCE))) + "\n" + cited + ALLIANCE.partition("toml\n")[2])
    assert foedera.coverage(dossier)["treaty_dates"] == {"dates": 1, "one_source": 1, "two_sources": 0}
