"""Every kind of condition, holding and failing, as a trigger requires it or as it defeats one."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.terms import ConditionKind
from tests.tiny import read, verdict


def promise(trigger: str, pledge: str = "defense", debtor: str = "alba", creditor: str = "bela") -> str:
    """Alba promises Bela something on a trigger that the test gives."""
    return f"""
--- treaties/1930-01-01-pact.toml
title = "Pact of Alba and Bela"
parties = ["alba", "bela"]
signed = 1930-01-01
force = {{ by = "signature" }}
[[article]]
id = "1"
pledge = "{pledge}"
debtor = "{debtor}"
creditor = "{creditor}"
text = "Alba helps Bela."
trigger = {{ {trigger} }}
"""


def event(name: str, date: str, actor: str, verb: str, target: str, more: str = "", assessed: str = "") -> str:
    """One recorded act."""
    return (
        f'[[event]]\nid = "{name}"\ndate = {date}\ntitle = "{name}"\n'
        f'acts = [{{ actor = "{actor}", verb = "{verb}", target = "{target}"{", " if more else ""}{more} }}]\n'
        f"{assessed}\n"
    )


EVENTS = "--- events/1939.toml\n"
BODY = """
--- organizations/league.toml
title = "The League"
organs = ["council"]
[[member]]
state = "cora"
from = 1934-01-01
until = 1938-01-01
"""
OTHER = """
--- treaties/1920-01-01-covenant.toml
title = "Covenant"
parties = ["alba", "bela", "dara"]
signed = 1920-01-01
force = { by = "signature" }
term = { until = 1936-01-01 }
[[article]]
id = "1"
pledge = "consultation"
between = "each"
text = "They consult."
"""
ATTACK = 'act = "attack", requires = [{}]'

UNPROVOKED = promise(ATTACK.format('"unprovoked"'))
RESISTS = promise(ATTACK.format('"resists"'))
ASKS = promise(ATTACK.format('"asks"'))
PEACEFUL = promise('act = "war", requires = ["peaceful"]')
ASSISTS = promise(ATTACK.format('{ is = "assists", by = "dara" }'))
AT_WAR = promise(ATTACK.format('{ is = "at-war", by = "elia" }'))
AT_WAR_WITH = promise(ATTACK.format('{ is = "at-war", by = "elia", on = "dara" }'))
TWO = promise(ATTACK.format('{ is = "adversaries", count = 2 }'))
TWO_OF = promise(ATTACK.format('{ is = "adversaries", count = 2, by = ["cora", "elia"] }'))
FOUND = promise(ATTACK.format('{ is = "organ-found", by = "council" }')) + BODY
FAILED = promise(ATTACK.format('{ is = "organ-failed", by = "council" }')) + BODY
MEMBER = promise(ATTACK.format('{ is = "member", by = "adversary", on = "league" }')) + BODY
IN_FORCE = promise(ATTACK.format('{ is = "in-force", treaty = "1920-01-01-covenant" }')) + OTHER
FACT = promise(ATTACK.format('{ is = "fact", id = "transit-granted" }'))
ENTAILS = promise('act = "attack", unless = [{ is = "entails-war-with", by = "cora" }]')

DARA_ATTACKS = EVENTS + event("dara-attacks-bela", "1934-01-01", "dara", "attack", "bela")
FINDS = EVENTS + event("council", "1935-01-01", "council", "find", "cora")
FAILS = EVENTS + event("council", "1935-01-01", "council", "fail-to-find", "cora")


def assessed(kind: str, holds: str = "true", of: str = "") -> str:
    named = f', of = "{of}"' if of else ""
    return EVENTS + event(
        "cora-attacks-bela", "1935-06-01", "cora", "attack", "bela",
        assessed=f'assessed = [{{ is = "{kind}", holds = {holds}{named}, by = "A. Historian" }}]',
    )  # fmt: skip


DUE, NOT = {"due"}, set()
CASES = {
    # kind, what holds: the record, the act, what is given, the verdict on alba's debt to bela
    "an attack is taken to be unprovoked": ("unprovoked", UNPROVOKED, "cora attacks bela", [], DUE),
    "a provoked attack is not meant": ("unprovoked", UNPROVOKED, "cora attacks bela", ["provoked"], NOT),
    "an attack assessed as provoked is not meant": (
        "unprovoked", UNPROVOKED + assessed("provoked"), "cora attacks bela", [], NOT,
    ),
    "an attack assessed as unprovoked is meant": (
        "unprovoked", UNPROVOKED + assessed("provoked", "false"), "cora attacks bela", [], DUE,
    ),
    "an answer to bela's own attack is no unprovoked attack": (
        "unprovoked", UNPROVOKED + EVENTS + event("bela-attacks", "1935-05-01", "bela", "attack", "cora"),
        "cora attacks bela", [], NOT,
    ),
    "the attacked is taken to resist": ("resists", RESISTS, "cora attacks bela", [], DUE),
    "one that does not resist is owed nothing": (
        "resists", RESISTS, "cora attacks bela", ["bela does not resist"], NOT,
    ),
    "a recorded surrender without resistance is kept to": (
        "resists", RESISTS + assessed("resists", "false"), "cora attacks bela", [], NOT,
    ),
    "recorded resistance is kept to": ("resists", RESISTS + assessed("resists"), "cora attacks bela", [], DUE),
    "a bare question takes the request for granted": ("asks", ASKS, "cora attacks bela", [], DUE),
    "one that does not ask is owed nothing": ("asks", ASKS, "cora attacks bela", ["bela does not ask"], NOT),
    "a peaceful creditor is owed": ("peaceful", PEACEFUL, "cora attacks bela", [], DUE),
    "a creditor that begins the war is owed nothing": ("peaceful", PEACEFUL, "bela attacks cora", [], NOT),
    "a creditor that had begun the war is owed nothing": (
        "peaceful", PEACEFUL + EVENTS + event("bela-attacks", "1935-05-01", "bela", "attack", "cora"),
        "cora attacks bela", [], NOT,
    ),
    "another's help has not been given": ("assists", ASSISTS, "cora attacks bela", [], NOT),
    "another's help is given": ("assists", ASSISTS, "cora attacks bela", ["dara assists bela"], DUE),
    "the help of a third is not the help that is meant": (
        "assists", ASSISTS, "cora attacks bela", ["elia assists bela"], NOT,
    ),
    "help to somebody else is not the help that is meant": (
        "assists", ASSISTS, "cora attacks bela", ["dara assists elia"], NOT,
    ),
    "help against another adversary is not the help that is meant": (
        "assists", ASSISTS, "cora attacks bela", ["dara assists bela against elia"], NOT,
    ),
    "point 2: being already at war with the adversary is help": (
        "assists", ASSISTS, "cora attacks bela", ["dara attacks cora"], DUE,
    ),
    "the war that is required is not there": ("at-war", AT_WAR, "cora attacks bela", [], NOT),
    "the war that is required is there": ("at-war", AT_WAR, "cora attacks bela", ["elia attacks cora"], DUE),
    "a war with another than the adversary does not count": (
        "at-war", AT_WAR, "cora attacks bela", ["elia attacks dara"], NOT,
    ),
    "a war with the one that is named counts": (
        "at-war", AT_WAR_WITH, "cora attacks bela", ["elia attacks dara"], DUE,
    ),
    "one adversary is not two": ("adversaries", TWO, "cora attacks bela", [], NOT),
    "a second adversary makes two": ("adversaries", TWO + DARA_ATTACKS, "cora attacks bela", [], DUE),
    "an adversary of another kind does not count": ("adversaries", TWO_OF + DARA_ATTACKS, "cora attacks bela", [], NOT),
    "a second adversary of the kind meant counts": (
        "adversaries", TWO_OF + DARA_ATTACKS, "cora attacks bela", ["elia attacks bela"], DUE,
    ),
    "the organ has not found": ("organ-found", FOUND, "cora attacks bela", [], NOT),
    "the organ has found": ("organ-found", FOUND + FINDS, "cora attacks bela", [], DUE),
    "a failure to find is no finding": ("organ-found", FOUND + FAILS, "cora attacks bela", [], NOT),
    "a finding on another state is not the one that is meant": (
        "organ-found", FOUND + FINDS, "dara attacks bela", [], NOT,
    ),
    "the organ's finding may be given": ("organ-found", FOUND, "cora attacks bela", ["council finds cora"], DUE),
    "the organ has not failed": ("organ-failed", FAILED, "cora attacks bela", [], NOT),
    "the organ has failed": ("organ-failed", FAILED + FAILS, "cora attacks bela", [], DUE),
    "the adversary is a member": ("member", MEMBER, "cora attacks bela", [], DUE),
    "the adversary is no member": ("member", MEMBER, "dara attacks bela", [], NOT),
    "the other treaty is in force between the two": ("in-force", IN_FORCE, "cora attacks bela", [], DUE),
    "a named fact is not in the record": ("fact", FACT, "cora attacks bela", [], NOT),
    "a named fact is given": ("fact", FACT, "cora attacks bela", ["transit-granted"], DUE),
    "a named fact is given as false": ("fact", FACT, "cora attacks bela", ["not transit-granted"], NOT),
    "a named fact is assessed": ("fact", FACT + assessed("transit-granted"), "cora attacks bela", [], DUE),
    "a named fact is assessed as false": (
        "fact", FACT + assessed("transit-granted", "false"), "cora attacks bela", [], NOT,
    ),
    "help that would be war with the one excepted is not owed": (
        "entails-war-with", ENTAILS, "cora attacks bela", [], NOT,
    ),
    "help that would not is owed": ("entails-war-with", ENTAILS, "dara attacks bela", [], DUE),
    "help is not owed when the one excepted fights on the adversary's side": (
        "entails-war-with", ENTAILS, "dara attacks bela", ["cora attacks bela"], NOT,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "act", "given", "said"), [row[1:] for row in CASES.values()], ids=CASES)
def test_condition(tmp_path: Path, text: str, act: str, given: list[str], said: set[str]) -> None:
    assert verdict(read(tmp_path, text), act, "1935-06-01", "alba", "bela", given=given) == said


def test_a_member_that_has_left_is_no_member(tmp_path: Path) -> None:
    assert verdict(read(tmp_path, MEMBER), "cora attacks bela", "1938-01-01", "alba", "bela") == set()


def test_a_treaty_that_has_run_out_is_not_in_force(tmp_path: Path) -> None:
    assert verdict(read(tmp_path, IN_FORCE), "cora attacks bela", "1936-01-01", "alba", "bela") == set()


FORBIDS = """
--- treaties/1930-01-01-peace.toml
title = "Renunciation of war"
parties = ["alba", "bela", "cora"]
signed = 1930-01-01
on_war = "continues"
force = {{ by = "signature" }}
[[article]]
id = "1"
pledge = "nonaggression"
between = "each"
text = "No war."
unless = ["{exception}"]
"""
BELA_ON_ALBA = EVENTS + event("bela-attacks-alba", "1935-05-01", "bela", "attack", "alba")
BELA_ON_CORA = EVENTS + event("bela-attacks-cora", "1935-05-01", "bela", "attack", "cora")
ALBA_HELPS_CORA = promise('act = "attack"', creditor="cora").replace(
    'parties = ["alba", "bela"]', 'parties = ["alba", "cora"]'
)
RESPONSE, FORFEITED = FORBIDS.format(exception="response"), FORBIDS.format(exception="forfeited")

EXCUSES = {
    "an attack that answers nothing is a breach": ("response", RESPONSE, {"breach"}),
    "self-defence is an answer": ("response", RESPONSE + BELA_ON_ALBA, set()),
    "help owed to the attacked is an answer": ("response", RESPONSE + BELA_ON_CORA + ALBA_HELPS_CORA, set()),
    "help owed to nobody is no answer": ("response", RESPONSE + BELA_ON_CORA, {"breach"}),
    "one that keeps the instrument has not forfeited it": ("forfeited", FORFEITED, {"breach"}),
    "one at war with another party in breach of it has": ("forfeited", FORFEITED + BELA_ON_CORA, set()),
    "one at war with a state outside it has not": (
        "forfeited",
        FORFEITED + EVENTS + event("bela-attacks-dara", "1935-05-01", "bela", "attack", "dara"),
        {"breach"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in EXCUSES.values()], ids=EXCUSES)
def test_excuse(tmp_path: Path, text: str, said: set[str]) -> None:
    assert verdict(read(tmp_path, text), "alba attacks bela", "1935-06-01", "alba", "bela") - {"due"} == said


def test_every_kind_of_condition_is_tried_both_ways_here() -> None:
    tried = [(row[0], bool(row[-1])) for row in CASES.values()] + [(row[0], not row[-1]) for row in EXCUSES.values()]
    elsewhere = {("member", False), ("in-force", False)}
    wanted = {(kind.value, way) for kind in ConditionKind for way in (True, False)}
    assert wanted <= set(tried) | elsewhere


ASSUMED = {
    "unprovoked is taken for granted and said": (UNPROVOKED, ["unprovoked"]),
    "resistance is taken for granted and said": (RESISTS, ["unprovoked", "resists"]),
    "a request is taken for granted and said": (ASKS, ["unprovoked", "asks"]),
}


@pytest.mark.parametrize(("text", "assumed"), ASSUMED.values(), ids=ASSUMED)
def test_assumed(tmp_path: Path, text: str, assumed: list[str]) -> None:
    assert foedera.act_on(read(tmp_path, text), "cora attacks bela", "1935-06-01")["act"]["assumed"] == assumed


def test_an_assessment_names_who_judged_and_where(tmp_path: Path) -> None:
    dossier = read(tmp_path, UNPROVOKED + assessed("provoked", "false"))
    answer = foedera.act_on(dossier, "cora attacks bela", "1935-06-01")
    step = next(s for s in answer["findings"][0]["because"] if "A. Historian" in s["says"])
    assert step["at"].endswith("events/1939.toml:7")


def test_an_assessment_of_the_attacker_says_nothing_of_the_attacked(tmp_path: Path) -> None:
    dossier = read(tmp_path, RESISTS + assessed("resists", "false", of="cora"))
    assert verdict(dossier, "cora attacks bela", "1935-06-01", "alba", "bela") == {"due"}


# -- who counts as the adversary, and where -------------------------------------------

SETS = """
--- dossier.toml
title = "A tiny record"
first = 1900-01-01
last = 1999-12-31
[sets]
neighbour = ["cora", "dara"]
"""
WHO = {
    "anyone counts where nobody is named": ('act = "attack"', "elia attacks bela", DUE),
    "the one that is named counts": ('act = "attack", by = "cora"', "cora attacks bela", DUE),
    "another does not": ('act = "attack", by = "cora"', "dara attacks bela", NOT),
    "a set counts for each of its states": ('act = "attack", by = "@neighbour"', "dara attacks bela", DUE),
    "a state outside the set does not count": ('act = "attack", by = "@neighbour"', "elia attacks bela", NOT),
    "one that is excepted does not count": (
        'act = "attack", by = "@neighbour", not_by = "dara"', "dara attacks bela", NOT,
    ),
    "a third power is one that is no party": ('act = "attack", by = "third"', "elia attacks bela", DUE),
    "the act must be of the kind that is named": ('act = "threat"', "cora attacks bela", NOT),
    "a threat is such an act": ('act = "threat"', "cora threatens bela", DUE),
    "aggression is more than attack": ('act = "aggression"', "cora occupies bela", DUE),
    "attack is less than aggression": ('act = "attack"', "cora blockades bela", NOT),
    "an occupation is an attack where it is resisted": ('act = "attack"', "cora occupies bela", DUE),
    "a trigger on war counts whoever began": ('act = "war"', "bela attacks cora", DUE),
    "a trigger on attack counts only who is attacked": ('act = "attack"', "bela attacks cora", NOT),
    "the act may have to fall on a third": ('act = "attack", on = "elia"', "cora attacks elia", DUE),
    "and not on the creditor": ('act = "attack", on = "elia"', "cora attacks bela", NOT),
    "in the theatre that is meant": (
        'act = "attack", theatre = "far-east"', "cora attacks bela in the far east", DUE,
    ),
    "in another theatre": ('act = "attack", theatre = "far-east"', "cora attacks bela in the mediterranean", NOT),
    "a theatre that nobody names is taken for the one meant": (
        'act = "attack", theatre = "far-east"', "cora attacks bela", DUE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("trigger", "act", "said"), WHO.values(), ids=WHO)
def test_adversary(tmp_path: Path, trigger: str, act: str, said: set[str]) -> None:
    assert verdict(read(tmp_path, promise(trigger) + SETS), act, "1935-06-01", "alba", "bela") == said


def test_no_debtor_owes_help_against_itself(tmp_path: Path) -> None:
    assert (
        verdict(read(tmp_path, promise('act = "attack"')), "alba attacks bela", "1935-06-01", "alba", "bela") == set()
    )


def test_an_attack_on_a_territory_falls_on_the_state_whose_it_is(tmp_path: Path) -> None:
    march = '--- territories/march.toml\ntitle = "The March"\n[[control]]\nsovereign = "bela"\n'
    dossier = read(tmp_path, promise('act = "attack"') + march)
    assert verdict(dossier, "cora attacks march", "1935-06-01", "alba", "bela") == DUE


def test_an_attack_on_a_mandate_falls_on_the_state_that_holds_it(tmp_path: Path) -> None:
    league = '--- organizations/league.toml\ntitle = "The League"\n'
    march = '--- territories/march.toml\ntitle = "The March"\n[[control]]\nsovereign = "league"\ncontroller = "bela"\n'
    dossier = read(tmp_path, promise('act = "attack"') + league + march)
    assert verdict(dossier, "cora attacks march", "1935-06-01", "alba", "bela") == DUE
