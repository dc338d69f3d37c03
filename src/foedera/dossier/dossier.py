"""The dossier: an immutable view of one record, and the loading of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.days import ordinal
from foedera.dossier.cache import STAMP, keep, kept, packed, uncollected
from foedera.dossier.files import digest_of, stamp_of
from foedera.errors import DamagedRecord, UnknownName

if TYPE_CHECKING:  # a question opens some parts of a record: what the others are made of is read with them
    from foedera.dossier import alignments as aligned
    from foedera.dossier import cartography, model, scholarship
    from foedera.dossier.crises import Crisis, Prior
    from foedera.dossier.lessons import Lesson
    from foedera.dossier.names import Index
    from foedera.dossier.problems import Problem
    from foedera.dossier.questions import Idea, Mistake, Question
    from foedera.dossier.treaties import Treaty

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, eq=False)
class Dossier:
    """One record, read and checked: its nouns by id. Each question is a function elsewhere."""

    label: str
    digest: str
    case: model.Case
    states: Mapping[str, model.State]
    organizations: Mapping[str, model.Organization]
    persons: Mapping[str, model.Person]
    treaties: Mapping[str, Treaty]
    events: Mapping[str, model.Event]
    territories: Mapping[str, model.Territory]
    readings: Mapping[str, model.Reading]
    suppositions: Mapping[str, model.Supposition]
    crises: Mapping[str, Crisis]
    priors: Mapping[str, Prior]
    claims: Mapping[str, scholarship.Debate]
    mechanisms: Mapping[str, scholarship.Mechanism]
    disagreements: Mapping[str, scholarship.Disagreement]
    figures: Mapping[str, scholarship.Figure]
    sources: Mapping[str, model.Source]
    courses: Mapping[str, cartography.Course]
    atoms: Mapping[str, cartography.Atom]
    demarcations: Mapping[str, cartography.Demarcation]
    areas: Mapping[str, cartography.Area]
    views: Mapping[str, cartography.View]
    alignments: Mapping[str, aligned.Alignment]
    ideas: Mapping[str, Idea]
    mistakes: Mapping[str, Mistake]
    questions: Mapping[str, Question]
    lessons: Mapping[str, Lesson]
    names: Mapping[str, Index] = field(repr=False)
    compiled: bool = False
    root: str = ""

    @property
    def first(self) -> int:
        """The first day covered."""
        return ordinal(self.case.first)

    @property
    def last(self) -> int:
        """The last day covered."""
        return ordinal(self.case.last)

    def __repr__(self) -> str:
        return f"<Dossier {self.label}: {len(self.treaties)} treaties, {len(self.events)} events>"


def shipped() -> Path:
    """The folder of the dossiers that come with the program."""
    inside = _PACKAGE / "_dossiers"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "dossiers"


def place(name: str | Path | None) -> tuple[Path, str]:
    """Where a dossier lies, and how its files are named in answers.

    A name is a shipped dossier or a folder; raises `UnknownName` when it is neither.
    """
    wanted = str(name) if name is not None else "interwar"
    inside = shipped() / wanted
    if wanted == Path(wanted).name and (inside / "dossier.toml").is_file():
        return inside, f"dossiers/{wanted}"
    folder = Path(wanted)
    if folder.is_dir():
        return folder, wanted.rstrip("/") if wanted not in (".", "./") else ""
    known = sorted(path.parent.name for path in shipped().glob("*/dossier.toml"))
    raise UnknownName("dossier", wanted, known, "give a folder that holds dossier.toml")


def read_dossier(name: str | Path | None = None) -> tuple[Dossier | None, list[Problem]]:
    """A dossier and all problems of its files; None only when dossier.toml itself is missing or broken."""
    # Reading and checking are only needed when there is no compiled copy.
    from foedera.dossier.checks import check
    from foedera.dossier.folder import read_folder
    from foedera.dossier.names import index_of

    root, label = place(name)
    with uncollected():
        records, problems = read_folder(root, label)
        if records.case is None:
            return None, problems
        problems += check(records)
    kinds: dict[str, Any] = records.kinds
    named = ("states", "organizations", "persons", "treaties", "territories", "claims", "mechanisms", "crises")
    names = {kind: index_of(kinds[kind]) for kind in named}
    return Dossier(label, digest_of(root), records.case, names=names, root=str(root), **kinds), problems


def load(name: str | Path | None = None, *, cached: bool = True) -> Dossier:
    """A dossier, sound and ready to be asked: a shipped one by name, or a folder.

    Uses a compiled copy when the files are unchanged since it was made. Raises
    `UnknownName` when there is no such dossier, `DamagedRecord` when its files have problems.
    """
    root, label = place(name)
    digest = _digest(root, label) if cached else digest_of(root)
    if cached and (found := kept(digest, label)) is not None and isinstance(found, Dossier):
        return replace(found, root=str(root))
    dossier, problems = read_dossier(name)
    if problems or dossier is None:
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        raise DamagedRecord(
            f"the record in {label or '.'} has {count}; run `foedera check {label or '.'}`. The first:\n{problems[0]}"
        )
    if cached:
        keep(digest, label, _compiled(dossier))
    return dossier


def _digest(root: Path, label: str) -> str:
    """The record's hash, kept from the last time while its files are untouched."""
    stamp = stamp_of(root)
    if stamp is None:
        return digest_of(root)
    found = kept(stamp, label, STAMP)
    if not isinstance(found, str):
        found = digest_of(root)
        keep(stamp, label, found, STAMP)
    return found


def _compiled(dossier: Dossier) -> Dossier:
    """The dossier as its copy holds it: the larger parts open when first used."""
    parts = (
        "persons", "events", "territories", "claims", "crises", "priors", "mechanisms", "disagreements", "figures",
        "sources", "courses", "atoms", "demarcations", "areas", "views", "alignments", "ideas", "mistakes",
        "questions", "lessons", "names",
    )  # fmt: skip
    found: dict[str, Any] = {part: packed(getattr(dossier, part)) for part in parts}
    return replace(dossier, compiled=True, **found)
