"""Courses that break fewest promises: the rules with choice, solved to the optimum."""

from __future__ import annotations

from collections.abc import Mapping
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
    """The courses after a deed that break fewest promises; no more than `most` of them.

    Whether more follows from a course is only known once its next round is laid out, and all
    that might follow from any course is too much. So only courses within a bound are
    followed; when none is left, the bound is raised to the fewest that were found necessary.
    """
    facts = record_of(dossier) + "\n" + question_facts(deed, deed.day, choices, given=given, knower=knower)
    bound = 0
    while True:
        control, last, cost = _followed(facts, bound)
        if cost <= bound:
            return tuple(sorted(_courses(control, last, cost, most)))
        bound = cost


def _followed(facts: str, bound: int) -> tuple[clingo.Control, int, int]:
    """Courses within a bound laid out round by round, to their end or until none is left; the fewest broken."""
    import clingo

    control = program(facts, CHOICES)
    control.ground([("base", [])])
    last = 0
    while True:
        number = clingo.Number(last)
        control.ground([("enter", [number]), ("judge", [number])])
        control.ground([("decide", [number])])
        cost = _cost(control)
        if cost is None or cost > bound:
            return control, last, bound + 1 if cost is None else cost
        longer = _cost(control, (clingo.Function("unfinished", [number]), True))
        if longer is None or longer > cost:
            return control, last, cost
        _narrow(control, last, bound)
        last += 1


def _narrow(control: clingo.Control, last: int, bound: int) -> None:
    """Let only those enter the next round who do so in some course within the bound."""
    solving = control.configuration.solve
    solving.opt_mode, solving.enum_mode, solving.models = f"enum,{bound}", "brave", 0  # type: ignore[union-attr]
    entering: list[clingo.Symbol] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            entering = [s for s in model.symbols(shown=True) if s.name == "stands_by" and s.arguments[2].number == last]
    solving.enum_mode = "auto"  # type: ignore[union-attr]
    rows = "".join(f"may({s.arguments[0]},{s.arguments[1]},{last + 1})." for s in entering)
    control.add(f"narrow{last}", [], f"{rows} :- stands_by(D,X,{last}), not may(D,X,{last + 1}).")
    control.ground([(f"narrow{last}", [])])


def _cost(control: clingo.Control, *assumed: tuple[clingo.Symbol, bool]) -> int | None:
    """The fewest promises broken in any course; None when there is no course."""
    solving = control.configuration.solve
    solving.opt_mode, solving.models = "opt", 0  # type: ignore[union-attr]
    best: int | None = None
    with control.solve(assumptions=list(assumed), yield_=True) as handle:
        for model in handle:
            best = sum(model.cost)
    return best


def _courses(control: clingo.Control, last: int, cost: int, most: int) -> set[Course]:
    solving = control.configuration.solve
    solving.opt_mode, solving.models = f"enum,{cost}", most  # type: ignore[union-attr]
    with control.solve(yield_=True) as handle:
        return {_course(model, last) for model in handle}


def _course(model: clingo.Model, last: int) -> Course:
    rows: dict[str, list[tuple[str, ...]]] = {"stands_by": [], "let_down": [], "wronged_by": []}
    for symbol in model.symbols(shown=True):
        if symbol.name in rows and symbol.arguments[-1].number == last:
            rows[symbol.name].append(tuple(term.string for term in symbol.arguments[:-1]))
    joins, refused, attacked = (tuple(sorted(rows[name])) for name in ("stands_by", "let_down", "wronged_by"))
    return Course(joins, refused, attacked)  # type: ignore[arg-type]
