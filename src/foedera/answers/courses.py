"""Which allies honour their word and which refuse, so that fewest promises are broken."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from foedera.answers.questions import act_json, casus
from foedera.answers.telling import Json
from foedera.days import iso
from foedera.dossier.dossier import Dossier
from foedera.errors import FoederaError
from foedera.law import facts_on
from foedera.law.asp.courses import Course, least
from foedera.law.asp.facts import added

#: Courses told at most; there may be more that break as few promises.
MOST = 20


def least_breach(
    dossier: Dossier, act: str, day: str, *, given: Sequence[str] = (), known_to: str | None = None,
    readings: Sequence[str] = (),
) -> Json:  # fmt: skip
    """The courses after an act in which fewest promises of the others are broken.

    Each ally honours its word against a state or refuses it; a promise is broken by armed help
    refused, and by war upon a state that one has promised not to attack. What the actor
    itself breaks by its act is the same in every course and is not counted.
    """
    if find_spec("clingo") is None:
        raise FoederaError("--least-breach needs clingo; install it with: pip install 'foedera[asp]'")
    law, deed, facts = casus(dossier, act, day, given, known_to, readings)
    found = least(
        dossier, deed, law.choices, given=added(facts_on(law, deed.day), facts), knower=law.knower, most=MOST
    )  # fmt: skip
    return {
        "day": iso(deed.day),
        "known_to": law.knower,
        "act": act_json(deed),
        "given": list(given),
        "broken": min(course.broken for course in found),
        "courses": [_course(course) for course in found],
    }


def _course(course: Course) -> Json:
    refused = [(norm, debtor, creditor, "unperformed") for norm, debtor, creditor, _ in course.refused]
    attacked = [(norm, debtor, creditor, "breach") for norm, debtor, creditor in course.attacked]
    return {
        "joins": [{"by": by, "against": against} for by, against in course.joins],
        "breaks": [
            {"commitment": norm, "debtor": debtor, "creditor": creditor, "how": how}
            for norm, debtor, creditor, how in sorted((*refused, *attacked))
        ],
    }
