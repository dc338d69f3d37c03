"""The law stated twice: what the engine finds, clingo finds from the same record, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pytest

from foedera.answers.questions import casus
from foedera.dossier import Dossier
from foedera.law import Answer, Deed, Facts, Law, facts_on, law_of, verdicts
from foedera.law.asp.facts import added
from foedera.law.asp.solve import Fact, derive, derive_each, standing
from foedera.law.facts import facts
from tests.episodes import Episode, episodes, lenses
from tests.law import records
from tests.tiny import shipped

pytest.importorskip("clingo")
hypothesis = pytest.importorskip("hypothesis")
