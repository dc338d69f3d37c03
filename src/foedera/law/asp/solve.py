"""Asking clingo: the rules, the record, the question; an answer as plain tuples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.dossier.dossier import Dossier
from foedera.errors import FoederaError
from foedera.law.asp.facts import alternatives, question_facts, record_facts
from foedera.law.facts import Deed, Facts

if TYPE_CHECKING:
    import clingo

#: Verdict, commitment, debtor, creditor, against, conflicts with.
Fact = tuple[str, str, str, str, str, str]
RULES = Path(__file__).with_name("law.lp")
READINGS = Path(__file__).with_name("readings.lp")


def program(facts: str, *more: Path) -> clingo.Control:
    """The rules with some facts, ready to be grounded."""
    try:
        import clingo
    except ImportError:
        raise FoederaError("this needs clingo; install it with: pip install 'foedera[asp]'") from None

    control = clingo.Control(["--warn=none"])
    for path in (RULES, *more):
        control.load(str(path))
    control.add("base", [], facts)
    return control


@lru_cache(maxsize=4)
def record_of(dossier: Dossier) -> str:
    """The record's facts, written once."""
    return record_facts(dossier)


def derive_kept(
    dossier: Dossier,
    deed: Deed,
    choices: Mapping[str, str],
    *,
    given: Facts | None = None,
    knower: str | None = None,
) -> tuple[frozenset[Fact], frozenset[Fact]]:
    """What the rules find of a deed, and what when promises are kept, to the least fixpoint."""
    import clingo

    question = question_facts(deed, deed.day, choices, given=given, knower=knower)
    control = program(record_of(dossier) + "\n" + question)
    control.ground([("base", []), ("judge", [clingo.Number(0)])])
    bare, _ = _round(control, 0)
    found, number, grew = bare, 0, True
    while grew:
        number += 1
        control.ground([("kept", [clingo.Number(number)]), ("judge", [clingo.Number(number)])])
        more, grew = _round(control, number)
        # A deadlock is one only when it is left at the end.
        found = frozenset(fact for fact in found if fact[0] != "deadlock") | more
    return bare, found


def derive_each(
    dossier: Dossier,
    deed: Deed,
    choices: Mapping[str, str],
    *,
    given: Facts | None = None,
    knower: str | None = None,
) -> dict[tuple[str, str], frozenset[Fact]]:
    """What the rules find under the chosen readings, and with each reading in turn decided otherwise.

    The key is the reading and the alternative followed in its stead, or two empty words.
    """
    import clingo

    question = question_facts(deed, deed.day, {}, given=given, knower=knower)
    control = program("\n".join((record_of(dossier), question, alternatives(dossier, choices))), READINGS)
    control.ground([("base", []), ("judge", [clingo.Number(0)])])
    control.configuration.solve.models = 0  # type: ignore[union-attr]
    found = {}
    with control.solve(yield_=True) as handle:
        for model in handle:
            symbols = model.symbols(shown=True)
            key = next((_plain(s.arguments[0]), _plain(s.arguments[1])) for s in symbols if s.name == "otherwise")
            facts = frozenset(_finding(s) for s in symbols if s.name == "finding")
            found[("", "") if key == ("none", "none") else key] = facts
    return found


def judged(facts: str) -> frozenset[Fact]:
    """The findings on prepared facts, without more rounds."""
    import clingo

    control = program(facts)
    control.ground([("base", []), ("judge", [clingo.Number(0)])])
    return _round(control, 0)[0]


def _round(control: clingo.Control, number: int) -> tuple[frozenset[Fact], bool]:
    """The findings of a round, and whether the round adds to the facts of the one before."""
    with control.solve(yield_=True) as handle:
        for model in handle:
            symbols = [s for s in model.symbols(shown=True) if s.arguments[-1].number == number]
            found = frozenset(_finding(s) for s in symbols if s.name == "finding")
            return found, any(s.name == "grows" for s in symbols)
    raise AssertionError("the law has no answer set")


def _finding(symbol: clingo.Symbol) -> Fact:
    verdict, norm, debtor, creditor, against, conflicts = (_plain(term) for term in symbol.arguments[:6])
    return verdict, norm, debtor, creditor, against, conflicts


def _plain(term: clingo.Symbol) -> str:
    import clingo

    return term.string if term.type is clingo.SymbolType.String else term.name


def standing(
    dossier: Dossier, day: int, choices: Mapping[str, str], *, knower: str | None = None
) -> frozenset[tuple[str, str, str]]:
    """Every commitment in force on a day: id, debtor, creditor."""
    control = program(record_of(dossier) + "\n" + question_facts(None, day, choices, knower=knower))
    control.ground([("base", []), ("status", [])])
    with control.solve(yield_=True) as handle:
        for model in handle:
            rows = (symbol.arguments for symbol in model.symbols(shown=True) if symbol.name == "in_force")
            return frozenset((n.string, d.string, c.string) for n, d, c in rows)
    raise AssertionError("the law has no answer set")
