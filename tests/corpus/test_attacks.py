"""Many attacks at once: the law of ATOP as joins gives what the law itself gives."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import polars as pl
from tools.shared import AUTHORITIES

from foedera.corpus import store
from foedera.corpus.atop import atop_dossier
from foedera.corpus.attacks import judged
from foedera.corpus.codings import by_number
from foedera.corpus.columns import ATOP_COLUMN
from foedera.corpus.reading import read_table
from foedera.dossier import Dossier
from foedera.law import Deed, law_of
from foedera.law.facts import Facts
from foedera.law.judge import judge
from foedera.law.reach import candidates
from foedera.terms import ActKind
from tests.corpus import tables
from tests.corpus.tables import filled, needs_authorities

Attack = tuple[int, int, int, date]
SCHEMA = ["attack", "attacker", "target", "day"]


def in_columns(attacks: list[Attack]) -> pl.DataFrame:
    return judged(pl.LazyFrame(attacks, schema=SCHEMA, orient="row"), store.frame("atop-members")).collect()


def by_the_law(dossier: Dossier, attacks: list[Attack]) -> set[tuple[object, ...]]:
    """The findings of the law itself, each attack alone in the world."""
    law, ids = law_of(dossier), by_number(dossier)
    numbers = {id_: number for number, id_ in ids.items()}
    found: set[tuple[object, ...]] = set()
    for number, attacker, target, day in attacks:
        deed = Deed(ids[attacker], ActKind.ATTACK, ids[target], day.toordinal())
        for f in judge(law, deed, Facts(deed.day), candidates(law, deed).standing(deed.day)):
            against = numbers[f.against] if f.against else attacker
            column = ATOP_COLUMN[f.norm.pledge]
            row = (f.verdict.value, column, numbers[f.debtor], numbers[f.creditor], against)
            found.add((number, *row, int(f.norm.treaty.id.removeprefix("atop-"))))
    return found


def test_each_pledge_meets_an_attack_as_the_law_has_it(tmp_path: Path) -> None:
    filled(tmp_path, members=tables.MEMBERS, states=tables.STATES)
    attacks = [(0, 904, 901, date(1933, 1, 1)), (1, 903, 901, date(1933, 1, 1)), (2, 904, 902, date(1950, 1, 1))]
    found = in_columns(attacks)
    assert set(found.drop("reason").iter_rows()) == {
        # Dara is the adversary that ATOP names; Cora is not.
        (0, "due", "defense", 902, 901, 904, 7001),
        (0, "due", "consul", 902, 901, 904, 7001),
        (0, "due", "defense", 903, 901, 904, 7002),
        (1, "due", "consul", 902, 901, 903, 7001),
        (1, "breach", "nonagg", 903, 901, 903, 7002),
    }
    assert set(found.drop("reason").iter_rows()) == by_the_law(atop_dossier(), attacks)


def test_a_reason_names_the_row_and_the_conditions(tmp_path: Path) -> None:
    filled(tmp_path, members=tables.MEMBERS, states=tables.STATES)
    found = in_columns([(0, 904, 901, date(1933, 1, 1))]).filter(pl.col("pledge") == "defense").sort("debtor")
    assert found["reason"].to_list() == [
        "row 3: defense coded from 1930-03-05; unless the partner provoked it",
        "row 5: defense coded from 1932-07; a condition of the location",
    ]


@needs_authorities
def test_on_a_thousand_random_attacks_on_atop_the_two_agree_wholly() -> None:
    for name in ("atop/atop-member-level.csv", "cow/cow_states.csv"):
        store.add(read_table(AUTHORITIES / name))
    dossier = atop_dossier()
    law, chance = law_of(dossier), random.Random(7)
    numbers = {id_: number for number, id_ in by_number(dossier).items()}
    attacks: list[Attack] = []
    while len(attacks) < 1000:
        day = chance.randrange(dossier.first, dossier.last + 1)
        there = [state for state in dossier.states if any(day in life for life in law.life(state))]
        if len(there) > 1:
            one, other = chance.sample(there, 2)
            attacks.append((len(attacks), numbers[one], numbers[other], date.fromordinal(day)))
    ours = set(in_columns(attacks).drop("reason").iter_rows())
    assert ours == by_the_law(dossier, attacks)
    assert len(ours) > 10_000
