"""The nouns of alignments: how large states were, what drew pairs of them together or apart; and their checks.

After Axelrod and Bennett, A Landscape Theory of Aggregation (1993): sizes and propensities, the latter from stated
components, each of which values pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from foedera.dossier.atlas import Fault, unknown
from foedera.dossier.noun import NOWHERE, Citations, Origin, Value, key, noun


@noun
class Size(Value):
    """A state's size by year, as a share of something in per cent."""

    state: str = key("whose")
    by_year: dict[str, float] = key("year -> size")
    sources: Citations = key("who gives it")
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Component(Value):
    """One ground on which states are drawn together or apart."""

    id: str = key("short id")
    title: str = key("its name")
    says: str = key("what is counted, and how a pair is valued")
    sources: Citations = key("who uses it so")
    weight: float = key("its weight in the propensity", default=1.0)
    same: float = key("of a component of traits: the value of a pair that shares a trait", default=0.0)
    differ: float = key("the value of a pair whose traits differ", default=0.0)
    opposed: tuple[str, ...] = key("pairs of traits valued -1, as `trait/trait`", default=())
    record: str = key(
        "read from treaties and acts on 1 July: `pledges` (+1 where armed help is promised), `acts` (-1 where the two"
        " are at war, or one has threatened, attacked or broken with the other within the year)",
        default="",
    )
    origin: Origin = NOWHERE


@noun
class Trait(Value):
    """What a state was, in the terms of a component: its faith, its form of government."""

    component: str = key("the component")
    states: tuple[str, ...] = key("whose trait it is")
    trait: str = key("the trait", name="is")
    sources: Citations = key("sources")
    start: date | None = key("the first day", name="from", default=None)
    until: date | None = key("the day after the last", default=None)
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Tie(Value):
    """What drew some pairs together (above zero) or apart (below), in the terms of a component."""

    component: str = key("the component")
    one: tuple[str, ...] = key("states on one side")
    other: tuple[str, ...] = key("states on the other: every pair across counts")
    value: float = key("the value of each pair")
    says: str = key("what it was")
    sources: Citations = key("sources")
    start: date | None = key("the first day", name="from", default=None)
    until: date | None = key("the day after the last", default=None)
    origin: Origin = NOWHERE


@noun
class Rivalry(Value):
    """Two camps by the states at their core, for as long as others could still join either."""

    one: tuple[str, ...] = key("the core of one camp")
    other: tuple[str, ...] = key("the core of the other")
    start: date = key("the first day", name="from")
    until: date = key("the day after the last")
    says: str = key("why these, and why those days")
    sources: Citations = key("sources")
    origin: Origin = NOWHERE


@noun
class Sided(Value):
    """On which side states came to stand, to compare with."""

    side: str = key("the side")
    states: tuple[str, ...] = key("who stood there")
    says: str = key("how that is told")
    sources: Citations = key("sources")
    origin: Origin = NOWHERE


@noun
class Published(Value):
    """A configuration that a work reports, to compare with."""

    title: str = key("what it is called there")
    camp: tuple[str, ...] = key("one of its two camps; all other members are in the other")
    says: str = key("who reports it, and how it is known")
    sources: Citations = key("sources")
    origin: Origin = NOWHERE


@noun
class Alignment(Value):
    """A system of states with sizes and propensities, from which its landscape is computed."""

    id: str
    title: str = key("the system")
    about: str = key("what is modelled, and after whom")
    members: tuple[str, ...] = key("the states of the landscape; others may have sizes too")
    year: int = key("the year asked for when none is named")
    sources: Citations = key("the works it follows")
    sizes: tuple[Size, ...] = key("sizes", name="size", default=())
    components: tuple[Component, ...] = key("components of the propensities", name="component", default=())
    traits: tuple[Trait, ...] = key("traits of states", name="trait", default=())
    ties: tuple[Tie, ...] = key("ties of pairs", name="tie", default=())
    rivalries: tuple[Rivalry, ...] = key("camps by their cores", name="rivalry", default=())
    sided: tuple[Sided, ...] = key("the outcome, two sides", name="sided", default=())
    published: tuple[Published, ...] = key("configurations reported elsewhere", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


#: What a component may read from the record.
RECORDS = ("pledges", "acts")


def alignment_faults(kinds: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Every fault of the record's alignments."""
    for alignment in kinds["alignments"].values():
        yield from _alignment(alignment, kinds["states"])


def _alignment(alignment: Alignment, states: Iterable[str]) -> Iterator[Fault]:
    components = [component.id for component in alignment.components]
    known = list(states)
    yield from unknown(alignment.members, known, "state", alignment.origin)
    for size in alignment.sizes:
        yield from unknown([size.state], known, "state", size.origin)
        for year, value in size.by_year.items():
            if not (year.isdigit() and len(year) == 4) or value < 0:
                yield size.origin, f"'{year} = {value:g}' is no size of a year", "write 1936 = 7.66", year
    rows: list[Trait | Tie] = [*alignment.traits, *alignment.ties]
    for row in rows:
        yield from unknown([row.component], components, "component", row.origin)
        yield from unknown(row.states if isinstance(row, Trait) else (*row.one, *row.other), known, "state", row.origin)
        if row.start and row.until and row.until <= row.start:
            yield row.origin, f"until {row.until} is not after from {row.start}", "one of the two is wrong", "until"
    for component in alignment.components:
        if component.record and component.record not in RECORDS:
            message = f"a component reads {' or '.join(RECORDS)} from the record, not '{component.record}'"
            yield component.origin, message, "correct it, or leave it out", component.record
    for published in alignment.published:
        yield from unknown(published.camp, alignment.members, "member", published.origin)
    for rivalry in alignment.rivalries:
        yield from unknown((*rivalry.one, *rivalry.other), alignment.members, "member", rivalry.origin)
    for side in alignment.sided:
        yield from unknown(side.states, alignment.members, "member", side.origin)
    if len(alignment.sided) not in (0, 2):
        message = f"the outcome of '{alignment.id}' has two sides, not {len(alignment.sided)}"
        yield alignment.origin, message, "add or take away a [[sided]]", ""
    sized = {size.state for size in alignment.sizes}
    for member in alignment.members:
        if member not in sized:
            yield alignment.origin, f"'{member}' has no size", "add a [[size]] with its years", member
