"""A landscape of a year, built from the record: what draws each pair together or apart, ground by ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from foedera.days import ordinal
from foedera.dossier.alignments import Alignment, Component, Tie, Trait
from foedera.errors import BadQuestion
from foedera.law import Law
from foedera.strategy.landscape import Landscape
from foedera.strategy.ties import HELP, done_on, standing


class Ground(NamedTuple):
    """What one component makes of one pair: its value before weighing, in words, and where that is recorded."""

    component: str
    one: str
    other: str
    value: float
    says: str
    at: str


def landscape_of(
    alignment: Alignment, year: int, weights: Mapping[str, float] | None = None, law: Law | None = None
) -> Landscape:
    """The landscape of a year: its members that have a size, and their propensities in the middle of it.

    `weights` replace those of components; `law` is asked for components read from treaties and acts. Raises
    `BadQuestion` for a year without sizes or an unknown component.
    """
    chosen, names = weighed(alignment, weights), members_in(alignment, year)
    place = {name: position for position, name in enumerate(names)}
    total = np.zeros((len(names), len(names)))
    for ground in grounds_in(alignment, year, chosen, law):
        i, j = place[ground.one], place[ground.other]
        total[i, j] += chosen[ground.component] * ground.value
    sizes = {size.state: size.by_year.get(str(year), 0.0) for size in alignment.sizes}
    return Landscape(names, np.array([sizes[name] for name in names]), total + total.T)


def weighed(alignment: Alignment, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weight of each component: the record's, or the asker's."""
    known = {component.id: component.weight for component in alignment.components}
    for name in weights or {}:
        if name not in known:
            raise BadQuestion(f"'{name}' is no component of {alignment.id}; known: {', '.join(sorted(known))}")
    return known | dict(weights or {})


def members_in(alignment: Alignment, year: int) -> tuple[str, ...]:
    """The members that have a size in a year."""
    sizes = {size.state: size.by_year.get(str(year), 0.0) for size in alignment.sizes}
    names = tuple(name for name in alignment.members if sizes.get(name))
    if len(names) < 2:
        years = sorted({y for size in alignment.sizes for y in size.by_year})
        raise BadQuestion(f"{alignment.id} has no sizes for {year}; choose a year from {years[0]} to {years[-1]}")
    return names


def grounds_in(
    alignment: Alignment, year: int, weights: Mapping[str, float], law: Law | None = None
) -> Iterator[Ground]:
    """Every ground of a propensity in the middle of a year, of the components that have a weight."""
    names, day = members_in(alignment, year), date(year, 7, 1)
    for component in alignment.components:
        if not weights[component.id]:
            continue
        found = (*_ties(alignment, component, day), *_traits(alignment, component, names, day))
        for ground in (*found, *(_recorded(component, law, ordinal(day)) if law else ())):
            if ground.one in names and ground.other in names and ground.one != ground.other:
                yield ground


def _ties(alignment: Alignment, component: Component, day: date) -> Iterator[Ground]:
    for tie in alignment.ties:
        if tie.component == component.id and _holds(tie, day):
            for one in tie.one:
                yield from (Ground(component.id, one, b, tie.value, tie.says, str(tie.origin)) for b in tie.other)


def _traits(alignment: Alignment, component: Component, names: tuple[str, ...], day: date) -> Iterator[Ground]:
    traits = {
        state: trait
        for trait in alignment.traits
        if trait.component == component.id and _holds(trait, day)
        for state in trait.states
    }
    for one, other in combinations([name for name in names if name in traits], 2):
        a, b = traits[one], traits[other]
        if value := _valued(component, a.trait, b.trait):
            says = a.trait if a.trait == b.trait else f"{a.trait} / {b.trait}"
            yield Ground(component.id, one, other, value, says, str(a.origin))


def _recorded(component: Component, law: Law, day: int) -> Iterator[Ground]:
    """Grounds read from treaties and acts: a pair counts once, with the first record that says it."""
    pairs: dict[tuple[str, str], str] = {}
    if component.record == "pledges":
        for norm, debtor, creditor in standing(law, day, HELP):
            pairs.setdefault((min(debtor, creditor), max(debtor, creditor)), norm.id)
    elif component.record == "acts":
        for ground in done_on(law, day):
            pairs.setdefault((min(ground.one, ground.other), max(ground.one, ground.other)), ground.record)
    value = 1.0 if component.record == "pledges" else -1.0
    yield from (Ground(component.id, one, other, value, record, record) for (one, other), record in pairs.items())


def _holds(row: Tie | Trait, day: date) -> bool:
    return (row.start is None or row.start <= day) and (row.until is None or day < row.until)


def _valued(component: Component, one: str, other: str) -> float:
    if one == other:
        return component.same
    if f"{one}/{other}" in component.opposed or f"{other}/{one}" in component.opposed:
        return -1.0
    return component.differ
