"""Documentation that cannot go stale: it is run, compared, and counted against the code."""

from __future__ import annotations

import doctest
import enum
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from foedera import terms
from foedera.dossier.folder import MANY, SINGLE
from foedera.dossier.lines import lines_of
from foedera.dossier.model import Supposition
from foedera.dossier.pledges import PERFORMED_BY
from foedera.dossier.reading import Reader, Text
from foedera.dossier.schema import schemas
from foedera.dossier.treaties import Treaty
from foedera.interfaces.cli import whole
from tests.consoles import Shown, blocks, commands, differs

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHOWN = [shown for page in PAGES for shown in commands(page)]
PYTHON = [page for page in PAGES if any(">>>" in body for _, body in blocks(page, "python"))]
ENUMS = [value for value in vars(terms).values() if isinstance(value, enum.EnumMeta) and len(value)]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", SHOWN, ids=lambda s: f"{s.page}:{s.line}")
def test_a_command_prints_what_its_page_shows(shown: Shown) -> None:
    assert not (difference := differs(shown)), difference


@pytest.mark.parametrize("page", PYTHON, ids=lambda p: p.name)
def test_python_on_a_page_runs(page: Path) -> None:
    """The blocks of a page are one session."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=options)
    for line, body in blocks(page, "python"):
        test = doctest.DocTestParser().get_doctest(body, names, page.name, str(page), line)
        assert runner.run(test, clear_globs=False).failed == 0
        names |= test.globs


def test_the_readme_and_the_tutorial_are_run() -> None:
    pages = {shown.page for shown in SHOWN}
    assert {"README.md", "tutorial.md"} <= pages
    assert {"README.md", "tutorial.md"} <= {page.name for page in PYTHON}


# -- every word, key, command and address ------------------------------------------


@pytest.mark.parametrize("kind", ENUMS, ids=lambda k: k.__name__)
def test_every_term_stands_in_the_vocabulary_under_its_kind(kind: enum.EnumMeta) -> None:
    _, _, section = read("VOCABULARY.md").partition(f"\n## {kind.__name__}\n")
    section = section.partition("\n## ")[0]
    missing = [member.value for member in kind if f"`{member.value}`" not in section]
    assert not missing, f"VOCABULARY.md, section {kind.__name__}, lacks {missing}"


def test_every_group_of_acts_is_told() -> None:
    for page in ("VOCABULARY.md", "docs/guide/add-a-treaty.md"):
        assert [group for group in terms.ACT_GROUPS if f"`{group}`" not in read(page)] == [], page


def test_the_vocabulary_has_no_term_that_the_code_lacks() -> None:
    known = {member.value for kind in ENUMS for member in kind}
    for kind in ENUMS:
        _, _, section = read("VOCABULARY.md").partition(f"\n## {kind.__name__}\n")
        rows = re.findall(r"^\| (`[^|]*`) \|", section.partition("\n## ")[0], re.MULTILINE)
        words = {word for row in rows for word in re.findall(r"`([^`]+)`", row)}
        assert words <= known, f"section {kind.__name__} has {words - known}"


def test_the_generated_pages_are_current() -> None:
    run = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_command_is_told_on_a_page_for_people() -> None:
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES if page.parent.name != "reference")
    groups = [("", whole()), *((f"{group.name} ", group.typer_instance) for group in whole().registered_groups)]
    names = [
        prefix + (command.name or command.callback.__name__)
        for prefix, group in groups
        if group
        for command in group.registered_commands
        if command.callback
    ]
    missing = [name for name in names if not re.search(rf"foedera (--dossier \S+ )?{name}\b", told)]
    assert not missing, f"only the reference mentions {missing}"


def test_the_law_in_plain_words_names_every_verdict_and_every_condition() -> None:
    told = read("docs/law.md")
    missing = [word.value for kind in (terms.Verdict, terms.ConditionKind) for word in kind if word.value not in told]
    assert missing == []


def test_the_law_in_plain_words_says_what_performs_what() -> None:
    _, _, table = read("docs/law.md").partition("| pledge | wholly | in part |\n|---|---|---|\n")
    told = {}
    for row in table.partition("\n\n")[0].splitlines():
        pledge, *cells = (cell.strip() for cell in row.strip("|").split("|"))
        told[terms.Pledge(pledge)] = tuple(_acts(cell) for cell in cells)
    assert told == PERFORMED_BY


def _acts(cell: str) -> frozenset[terms.ActKind]:
    words = cell.replace("armed acts", ", ".join(terms.WARLIKE)).split(",")
    return frozenset(terms.ActKind(word.strip()) for word in words if word.strip())


def test_the_guide_names_every_kind_of_record_and_every_word_it_lists() -> None:
    guide = read("docs/guide/add-a-treaty.md")
    for folder in (*SINGLE, *MANY):
        assert f"`{folder}" in guide, folder
    for kind in (terms.Pledge, terms.ActKind, terms.ConditionKind, terms.ForceBy, terms.EndHow, terms.Regime):
        missing = [m.value for m in kind if not re.search(rf"(?<![\w-]){re.escape(m.value)}(?![\w-])", guide)]
        assert not missing, f"{kind.__name__}: {missing}"


# -- what the pages tell people to write --------------------------------------------


def _problems(kind: type, text: str, name: str) -> list[str]:
    reader = Reader(Text(name, tuple(text.split("\n")), lines_of(text)))
    reader.read(kind, tomllib.loads(text), id=Path(name).stem)
    return [str(problem) for problem in reader.problems]


def test_the_template_treaty_is_a_treaty() -> None:
    text = read("docs/guide/treaty-template.toml")
    assert _problems(Treaty, text, "docs/guide/treaty-template.toml") == []
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(_plain(tomllib.loads(text)), schemas()["treaty"])


def _plain(value: object) -> object:
    """TOML as JSON has it: dates as text."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if isinstance(value, (str, int, float)) else str(value)


def test_the_template_shows_every_key_of_a_treaty() -> None:
    template = read("docs/guide/treaty-template.toml")
    keys = schemas()["treaty"]["properties"]
    assert [key for key in keys if not re.search(rf"\b{key}\b", template)] == []


def test_the_supposition_on_its_page_can_be_read() -> None:
    page = ROOT / "docs/guide/supposition.md"
    found = [body for _, body in blocks(page, "toml")]
    assert found
    for body in found:
        assert _problems(Supposition, body, "supposition.md") == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} links to {target}"
        if anchor and there.suffix == ".md":
            assert anchor in _anchors(there), f"{page.name} links to {target}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-") for heading in headings}
