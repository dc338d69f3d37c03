"""Courses that break fewest promises: the rules with choice, solved to the optimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.dossier.dossier import Dossier
from foedera.law.asp.facts import question_facts
from foedera.law.asp.solve import program, record_of
from foedera.law.facts import Deed, Facts

if TYPE_CHECKING:
    import clingo

CHOICES = Path(__file__).with_name("least_breach.lp")


@dataclass(frozen=True, slots=True, order=True)
class Course:
    """Who goes to war with whom, and which promises that breaks.

    `refused` holds commitment, debtor, creditor and adversary; `attacked` commitment,
    debtor and the creditor whom the debtor attacks in spite of it.
    """

    joins: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str, str, str], ...]
    attacked: tuple[tuple[str, str, str], ...]

    @property
    def broken(self) -> int:
        """How many promises the course breaks."""
        return len(self.refused) + len(self.attacked)


def least(
    dossier: Dossier, deed: Deed, choices: Mapping[str, str], *, given: Facts, knower: str | None, most: int
) -> tuple[Course, ...]:
    """The courses after a deed that break fewest promises; no more than `most` of them."""
    import clingo

    control = program(
        record_of(dossier) + "\n" + question_facts(deed, deed.day, choices, given=given, knower=knower), CHOICES
    )
    control.ground([("base", [])])
    last = 0
    while True:
        number = clingo.Number(last)
        control.ground([("enter", [number]), ("judge", [number])])
        control.ground([("decide", [number])])
        cost = _cost(control)
        unfinished = (clingo.Function("unfinished", [number]), True)
        longer = _cost(control, unfinished)
        if longer is None or (cost is not None and longer > cost):
            return tuple(sorted(_courses(control, last, most)))
        last += 1


def _cost(control: clingo.Control, *assumed: tuple[clingo.Symbol, bool]) -> int | None:
    """The fewest promises broken in any course; None when there is no course."""
    control.configuration.solve.opt_mode = "opt"  # type: ignore[union-attr]
    control.configuration.solve.models = 0  # type: ignore[union-attr]
    best: int | None = None
    with control.solve(assumptions=list(assumed), yield_=True) as handle:
        for model in handle:
            best = sum(model.cost)
    return best


def _courses(control: clingo.Control, last: int, most: int) -> Iterator[Course]:
    control.configuration.solve.opt_mode = "optN"  # type: ignore[union-attr]
    control.configuration.solve.models = 0  # type: ignore[union-attr]
    found: set[Course] = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            if model.optimality_proven:
                found.add(_course(model, last))
            if len(found) == most:
                break
    yield from found


def _course(model: clingo.Model, last: int) -> Course:
    rows: dict[str, list[tuple[str, ...]]] = {"stands_by": [], "let_down": [], "wronged_by": []}
    for symbol in model.symbols(atoms=True):
        if symbol.name in rows and symbol.arguments[-1].number == last:
            rows[symbol.name].append(tuple(term.string for term in symbol.arguments[:-1]))
    joins, refused, attacked = (tuple(sorted(rows[name])) for name in ("stands_by", "let_down", "wronged_by"))
    return Course(joins, refused, attacked)  # type: ignore[arg-type]
