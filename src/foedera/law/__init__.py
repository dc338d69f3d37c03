"""On this day, who owes what to whom, and why; pure functions of a dossier."""

from foedera.law.bound import Commitment, InForce, bound, commitment, in_force, life_cycle, status_on
from foedera.law.facts import Deed, Facts, deeds_of, facts_on, recorded
from foedera.law.finding import Finding
from foedera.law.law import Law, law_of
from foedera.law.leaving import Leaving, leaving
from foedera.law.verdicts import Answer, verdicts

__all__ = [
    "Answer", "Commitment", "Deed", "Facts", "Finding", "InForce", "Law", "Leaving", "bound", "commitment", "deeds_of",
    "facts_on", "in_force", "law_of", "leaving", "life_cycle", "recorded", "status_on", "verdicts",
]  # fmt: skip
