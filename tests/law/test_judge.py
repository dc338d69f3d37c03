"""What a deed sets off, breaches, bars and empowers; conflicts, kept promises, circles (design 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.tiny import ALLIANCE, findings, outcomes, read, verdict


def treaty(id_: str, parties: str, articles: str, head: str = "") -> str:
    named = ", ".join(f'"{state}"' for state in parties.split())
    return (
        f'--- treaties/{id_}.toml\ntitle = "{id_}"\nparties = [{named}]\nsigned = 1930-01-01\n'
        f'force = {{ by = "signature" }}\n{head}\n{articles}\n'
    )


def article(id_: str, pledge: str, who: str, more: str = "") -> str:
    sides = (
        'between = "each"'
        if who == "each"
        else "debtor = [{}]\ncreditor = [{}]".format(
            *(", ".join(f'"{state}"' for state in side.split()) for side in who.split(" to "))
        )
    )
    return f'[[article]]\nid = "{id_}"\npledge = "{pledge}"\n{sides}\ntext = "Article {id_}."\n{more}\n'


def event(id_: str, date: str, acts: str, more: str = "") -> str:
    return f'[[event]]\nid = "{id_}"\ndate = {date}\ntitle = "{id_}"\nacts = [{acts}]\n{more}\n'


EVENTS = "--- events/1935.toml\n"
ATTACK = 'trigger = { act = "attack" }'
PEACE = treaty("1930-01-01-nonaggression", "alba cora", article("1", "nonaggression", "each"))
NEUTRAL = treaty("1930-01-01-neutrality", "alba cora", article("1", "neutrality", "each", 'trigger = { act = "war" }'))
POWER = treaty(
    "1930-01-01-exit",
    "alba cora",
    article("1", "denunciation", "each", 'trigger = { act = "attack", by = "creditor", on = "third" }'),
)

FINDINGS = {
    "due: help to the attacked": (ALLIANCE, "cora attacks bela", {("alba", "due", "bela", "1")}),
    "due: a mutual promise binds the other way too": (ALLIANCE, "cora attacks alba", {("bela", "due", "alba", "1")}),
    "nothing: an attack among others": (ALLIANCE, "cora attacks dara", set()),
    "breach: an attack on whom one promised not to attack": (
        PEACE, "alba attacks cora", {("alba", "breach", "cora", "1")},
    ),
    "breach: an occupation is forbidden too": (PEACE, "cora occupies alba", {("cora", "breach", "alba", "1")}),
    "nothing: a protest breaches no non-aggression": (PEACE, "alba protests cora", set()),
    "barred: a neutral may not help the adversary": (
        NEUTRAL, "cora attacks bela", {("alba", "barred", "cora", "1")},
    ),
    "barred: the attacked is owed neutrality too": (NEUTRAL, "bela attacks cora", {("alba", "barred", "cora", "1")}),
    "breach: help against a creditor of neutrality at war": (
        NEUTRAL + EVENTS + event("war", "1935-05-01", '{ actor = "cora", verb = "attack", target = "bela" }'),
        "alba assists bela against cora",
        {("alba", "breach", "cora", "1")},
    ),
    "nothing: help against one that is not at war": (NEUTRAL, "alba assists bela against cora", set()),
    "power: an attack on a third frees the other party": (
        POWER, "cora attacks bela", {("alba", "power", "cora", "1")},
    ),
    "breach: rearming": (
        treaty("1930-01-01-arms", "alba cora", article("1", "disarmament", "cora to alba")),
        "cora rearms",
        {("cora", "breach", "alba", "1")},
    ),
    "breach: a treaty with whom one promised none": (
        treaty("1930-01-01-no-treaty", "alba cora", article("1", "no-treaty-with", "each", 'on = ["dara"]')),
        "cora concludes a treaty with dara",
        {("cora", "breach", "alba", "1")},
    ),
    "nothing: a treaty with another": (
        treaty("1930-01-01-no-treaty", "alba cora", article("1", "no-treaty-with", "each", 'on = ["dara"]')),
        "cora concludes a treaty with elia",
        set(),
    ),
    "breach: a forbidden act listed by the article itself": (
        treaty("1930-01-01-bands", "alba cora", article("1", "nonaggression", "each", 'forbids = ["support-bands"]')),
        "cora supports-bands alba",
        {("cora", "breach", "alba", "1")},
    ),
    "nothing: what the article does not list": (
        treaty("1930-01-01-bands", "alba cora", article("1", "nonaggression", "each", 'forbids = ["support-bands"]')),
        "cora attacks alba",
        set(),
    ),
    "breach: a separate peace while the ally fights on": (
        treaty("1930-01-01-no-peace", "alba bela", article("1", "no-separate-peace", "each")) + EVENTS
        + event("one", "1935-01-01", '{ actor = "cora", verb = "attack", target = ["alba", "bela"] }'),
        "alba makes peace with cora",
        {("alba", "breach", "bela", "1")},
    ),
    "nothing: peace when the ally is not at war": (
        treaty("1930-01-01-no-peace", "alba bela", article("1", "no-separate-peace", "each")) + EVENTS
        + event("one", "1935-01-01", '{ actor = "cora", verb = "attack", target = "alba" }'),
        "alba makes peace with cora",
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "act", "found"), FINDINGS.values(), ids=FINDINGS)
def test_finding(tmp_path: Path, text: str, act: str, found: set[tuple[str, str, str, str]]) -> None:
    assert findings(read(tmp_path, text), act, "1935-06-01") == found


def test_conflict_help_that_is_due_and_forbidden(tmp_path: Path) -> None:
    found = foedera.act_on(read(tmp_path, ALLIANCE + PEACE), "cora attacks bela", "1935-06-01")["findings"]
    clash = [f for f in found if f["verdict"] == "conflict"]
    assert [(f["debtor"], f["commitment"], f["conflicts_with"]) for f in clash] == [
        ("alba", "1930-01-01-alliance/1", "1930-01-01-nonaggression/1")
    ]


def test_no_conflict_where_the_promise_not_to_attack_excepts_an_answer(tmp_path: Path) -> None:
    excepted = PEACE.replace('text = "Article 1."', 'text = "Article 1."\nunless = ["response"]')
    assert findings(read(tmp_path, ALLIANCE + excepted), "cora attacks bela", "1935-06-01") == {
        ("alba", "due", "bela", "1")
    }


def test_conflict_help_that_is_due_and_neutrality(tmp_path: Path) -> None:
    words = {word for _, word, _, _ in findings(read(tmp_path, ALLIANCE + NEUTRAL), "cora attacks bela", "1935-06-01")}
    assert words == {"due", "barred", "conflict"}


# -- point 2: performance is a state ------------------------------------------------------

WAR_BEFORE = EVENTS + event("old-war", "1935-01-01", '{ actor = "alba", verb = "attack", target = "cora" }')
CORA_ON_BELA = event("cora-attacks-bela", "1935-06-01", '{ actor = "cora", verb = "attack", target = "bela" }')


def test_point_2_a_debtor_already_at_war_with_the_adversary_has_performed(tmp_path: Path) -> None:
    came = outcomes(read(tmp_path, ALLIANCE + WAR_BEFORE + CORA_ON_BELA))
    assert came == {("cora-attacks-bela", "alba", "bela", "1"): "kept"}


def test_point_2_a_war_that_is_over_is_no_performance(tmp_path: Path) -> None:
    peace = event("peace", "1935-02-01", '{ actor = "alba", verb = "make-peace", target = "cora" }')
    came = outcomes(read(tmp_path, ALLIANCE + WAR_BEFORE + peace + CORA_ON_BELA))
    assert came == {("cora-attacks-bela", "alba", "bela", "1"): "unperformed"}


# -- point 6: defending oneself is not going to war -----------------------------------------

LEAVES = treaty(
    "1930-01-01-exit",
    "alba cora",
    article("1", "denunciation", "each", 'trigger = { act = "attack", by = "creditor", on = "third" }'),
)


def test_point_6_going_to_war_with_a_third_frees_the_other_party(tmp_path: Path) -> None:
    assert verdict(read(tmp_path, LEAVES), "cora attacks bela", "1935-06-01", "alba", "cora") == {"power"}


def test_point_6_being_attacked_by_a_third_frees_nobody(tmp_path: Path) -> None:
    assert findings(read(tmp_path, LEAVES), "bela attacks cora", "1935-06-01") == set()


def test_point_6_one_that_defends_itself_breaches_no_renunciation_of_war(tmp_path: Path) -> None:
    pact = treaty(
        "1930-01-01-renunciation", "alba bela cora",
        article("1", "nonaggression", "each", 'unless = ["response"]'), 'on_war = "continues"',
    )  # fmt: skip
    attacked = EVENTS + event("attack", "1935-05-31", '{ actor = "bela", verb = "attack", target = "cora" }')
    dossier = read(tmp_path, pact + attacked)
    assert verdict(dossier, "bela attacks cora", "1935-05-31", "bela", "cora") == {"breach"}
    assert verdict(dossier, "cora declares war on bela", "1935-06-01", "cora", "bela") == set()


def test_point_6_neutrality_despite_peaceful_conduct_is_not_owed_to_one_that_began(tmp_path: Path) -> None:
    peaceful = NEUTRAL.replace('{ act = "war" }', '{ act = "war", requires = ["peaceful"] }')
    dossier = read(tmp_path, peaceful)
    assert verdict(dossier, "bela attacks cora", "1935-06-01", "alba", "cora") == {"barred"}
    assert verdict(dossier, "cora attacks bela", "1935-06-01", "alba", "cora") == set()


# -- point 7: conditional promises interlock -----------------------------------------------


def waits(id_: str, debtor: str, for_: str = "") -> str:
    """A promise to bela that may wait for another's help."""
    needs = f', requires = [{{ is = "assists", by = "{for_}" }}]' if for_ else ""
    promise = article("1", "defense", f"{debtor} to bela", f'trigger = {{ act = "attack"{needs} }}')
    return treaty(f"1930-01-01-{id_}", f"{debtor} bela", promise)


CHAIN = waits("one", "alba") + waits("two", "dara", "alba") + waits("three", "elia", "dara")
CIRCLE = waits("one", "alba", "dara") + waits("two", "dara", "alba")


def debtors(dossier: foedera.Dossier, word: str, **options: object) -> set[str]:
    return {d for d, said, _, _ in findings(dossier, "cora attacks bela", "1935-06-01", **options) if said == word}


def test_point_7_a_promise_that_waits_is_not_due_by_another_being_due(tmp_path: Path) -> None:
    assert debtors(read(tmp_path, CHAIN), "due") == {"alba"}


def test_point_7_assuming_kept_cascades_to_the_end_of_the_chain(tmp_path: Path) -> None:
    assert debtors(read(tmp_path, CHAIN), "due", kept=True) == {"alba", "dara", "elia"}


def test_point_7_given_help_reaches_only_the_next_in_the_chain(tmp_path: Path) -> None:
    assert debtors(read(tmp_path, CHAIN), "due", given=["alba assists bela"]) == {"alba", "dara"}


def test_point_7_promises_that_wait_for_each_other_are_a_deadlock(tmp_path: Path) -> None:
    assert debtors(read(tmp_path, CIRCLE), "deadlock") == {"alba", "dara"}


def test_point_7_assuming_kept_does_not_lift_a_deadlock(tmp_path: Path) -> None:
    dossier = read(tmp_path, CIRCLE)
    assert debtors(dossier, "due", kept=True) == set()
    assert debtors(dossier, "deadlock", kept=True) == {"alba", "dara"}


def test_point_7_a_deadlock_names_the_circle(tmp_path: Path) -> None:
    found = foedera.act_on(read(tmp_path, CIRCLE), "cora attacks bela", "1935-06-01")["findings"]
    says = next(f["because"][-1]["says"] for f in found if f["debtor"] == "alba")
    assert "alba -> dara -> alba" in says


def test_point_7_one_that_begins_breaks_the_circle(tmp_path: Path) -> None:
    dossier = read(tmp_path, CIRCLE)
    assert debtors(dossier, "due", given=["alba assists bela"]) == {"dara"}
    assert debtors(dossier, "deadlock", given=["alba assists bela"]) == set()


def test_point_7_a_promise_that_only_waits_for_one_outside_is_no_deadlock(tmp_path: Path) -> None:
    assert debtors(read(tmp_path, waits("two", "dara", "alba")), "deadlock") == set()


def test_point_7_what_a_kept_promise_breaches_is_found_too(tmp_path: Path) -> None:
    found = foedera.act_on(read(tmp_path, ALLIANCE + PEACE), "cora attacks bela", "1935-06-01", kept=True)["findings"]
    assert ("breach", "alba", "cora", "alba declares-war cora") in {
        (f["verdict"], f["debtor"], f["creditor"], f.get("upon")) for f in found
    }


# -- point 9: why, and why not -------------------------------------------------------------

ARGUED = treaty(
    "1930-01-01-pact", "alba bela",
    article(
        "1", "defense", "alba to bela",
        'trigger = { act = "attack", by = ["cora", "dara"], not_by = "dara", '
        'requires = ["unprovoked", { is = "assists", by = "elia" }], '
        'unless = [{ is = "entails-war-with", by = "dara", says = "the exception" }] }',
    ),
)  # fmt: skip


def test_point_9_why_shows_rule_conditions_and_exceptions_in_order_with_places(tmp_path: Path) -> None:
    answer = foedera.act_on(read(tmp_path, ARGUED), "cora attacks bela", "1935-06-01", given=["elia assists bela"])
    steps = answer["findings"][0]["because"]
    assert [(s["kind"], s["holds"]) for s in steps] == [
        ("force", True), ("trigger", True), ("trigger", True), ("condition", True), ("condition", True),
        ("exception", False),
    ]  # fmt: skip
    assert steps[-1]["says"].startswith("the exception")
    article, trigger = ("1930-01-01-pact.toml:7", "1930-01-01-pact.toml:13")
    assert [s["at"].rpartition("/")[2] for s in steps] == [article, trigger, trigger, trigger, "given", trigger]


WHY_NOT = {
    "not in force yet": ("cora attacks bela", "1929-06-01", [], "force", "1930-01-01"),
    "another act is meant": ("cora threatens bela", "1935-06-01", [], "act", "threaten"),
    "the act falls elsewhere": ("cora attacks dara", "1935-06-01", [], "roles", "does not fall on bela"),
    "the adversary does not count": ("elia attacks bela", "1935-06-01", [], "conditions", "elia does not count"),
    "the adversary is excepted": ("dara attacks bela", "1935-06-01", [], "conditions", "excepted"),
    "the attack was provoked": ("cora attacks bela", "1935-06-01", ["provoked"], "conditions", "provoked"),
    "another has not assisted": ("cora attacks bela", "1935-06-01", [], "conditions", "elia has not assisted bela"),
    "an exception defeats it": (
        "cora attacks bela", "1935-06-01", ["elia assists bela", "dara attacks bela"], "conditions", "the exception",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("act", "day", "given", "stage", "says"), WHY_NOT.values(), ids=WHY_NOT)
def test_point_9_why_not_names_the_first_failing_condition(
    tmp_path: Path, act: str, day: str, given: list[str], stage: str, says: str
) -> None:
    answer = foedera.why_not(read(tmp_path, ARGUED), "alba", "bela", act, day, given=given)
    (candidate,) = answer["candidates"]
    assert (candidate["verdict"], candidate["stage"]) == ("not-due", stage)
    assert says in candidate["first_failing"]["says"]


def test_point_9_why_not_lists_every_candidate(tmp_path: Path) -> None:
    other = treaty(
        "1931-01-01-consult", "alba bela", article("1", "consultation", "each", 'trigger = { act = "threat" }')
    )
    answer = foedera.why_not(read(tmp_path, ARGUED + other), "alba", "bela", "cora attacks bela", "1935-06-01")
    assert [c["commitment"] for c in answer["candidates"]] == ["1930-01-01-pact/1", "1931-01-01-consult/1"]


def test_point_9_why_not_of_what_is_due_says_due(tmp_path: Path) -> None:
    (candidate,) = foedera.why_not(read(tmp_path, ALLIANCE), "alba", "bela", "cora attacks bela", "1935-06-01")[
        "candidates"
    ]
    assert (candidate["verdict"], candidate["first_failing"]) == ("due", None)


def test_point_9_an_exception_that_fails_defeats_nothing_and_one_that_holds_is_shown(tmp_path: Path) -> None:
    answer = foedera.act_on(
        read(tmp_path, ARGUED), "cora attacks bela", "1935-06-01",
        given=["elia assists bela", "dara attacks bela"], everything=True,
    )  # fmt: skip
    (finding,) = [f for f in answer["findings"] if f["commitment"] == "1930-01-01-pact/1"]
    assert finding["verdict"] == "not-due"
    assert (finding["because"][-1]["kind"], finding["because"][-1]["holds"]) == ("exception", True)
