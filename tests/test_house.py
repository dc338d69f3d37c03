"""The walls of the house: rooms import only downward, the engine names no state, nothing is left over."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "foedera"
MODULES = sorted(SRC.rglob("*.py"))

#: The rooms from the ground up; a room imports only what stands before it, and itself.
ROOMS = [
    "errors", "disk", "terms", "days", "dossier", "law", "corpus", "history", "atlas", "strategy", "documents",
    "answers", "teaching", "exports", "interfaces",
]  # fmt: skip
#: What else than the standard library a place may import.
OUTSIDE = {
    "interfaces": {"typer", "click", "rich", "fastapi", "uvicorn", "h11"},
    "interfaces/mcp.py": {"mcp", "pydantic"},  # the extra `mcp`
    "exports/plots.py": {"altair"},  # the extra `plots`
    # The extra `documents`.
    "documents": {"ahocorasick", "babel", "charset_normalizer", "docx", "ftfy", "py3langid", "pypdf", "rapidfuzz"},
    "law/asp": {"clingo"},  # the second statement of the law; the extra `asp`
    "answers/courses.py": {"clingo"},
    "corpus": {"polars", "pyreadstat"},  # the extra `corpus`; Stata files, the extra `stata`
    "strategy": {"numpy", "numba", "highspy", "scipy"},  # the extra `strategy`
    "answers/choices.py": {"numpy"},
    "answers/laboratory.py": {"numpy"},
    "teaching": {"ahocorasick", "rapidfuzz", "docx", "reportlab", "genanki"},  # the extras `documents` and `teach`
}
#: Words of states that are also plain words of the program.
PLAIN = {
    "english": "the language of titles, not the British",
}
#: Examples in messages, which show a reader of a dossier what a sentence looks like.
EXAMPLES = {"answers/asking.py": '"germany attacks poland"'}


def name_of(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@lru_cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a module imports, wherever in it, by their full names."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: import by the full name"
            deeper = [SRC.parent.joinpath(*(node.module or "").split("."), alias.name) for alias in node.names]
            for alias, place in zip(node.names, deeper, strict=True):
                module = place.is_dir() or place.with_suffix(".py").is_file()
                yield f"{node.module}.{alias.name}" if module else str(node.module)


# -- walls ------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_what_lies_below(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    below = ROOMS[: ROOMS.index(room) + 1]
    for module in imports(path):
        if module.partition(".")[0] == "foedera":
            assert module.split(".")[1] in below, f"{name_of(path)} imports {module}"


def test_nobody_imports_the_interfaces_but_the_program_itself() -> None:
    found = {name_of(p) for p in MODULES if any(m.startswith("foedera.interfaces") for m in imports(p))}
    assert {name for name in found if not name.startswith("interfaces/")} == {"__main__.py"}


def test_the_nouns_of_the_record_know_only_terms_and_days_and_one_another() -> None:
    nouns = ("noun", "treaties", "cartography", "model", "scholarship", "crises")
    below = {"foedera.days", "foedera.terms"} | {f"foedera.dossier.{name}" for name in nouns}
    own = {m for name in nouns for m in imports(SRC / "dossier" / f"{name}.py") if m.startswith("foedera")}
    assert own <= below
    assert not any(m.startswith("foedera") for m in imports(SRC / "dossier" / "noun.py"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_below_the_interfaces_only_the_standard_library_is_used(path: Path) -> None:
    allowed = {m for place, names in OUTSIDE.items() if name_of(path).startswith(place) for m in names}
    for module in imports(path):
        top = module.partition(".")[0]
        assert top in sys.stdlib_module_names | {"foedera"} | allowed, f"{name_of(path)} imports {module}"


def test_modules_of_one_room_do_not_go_round_in_a_circle() -> None:
    """Run-time imports, those for type checking left out, form no cycle between modules."""
    graph = {
        f"foedera.{name_of(p).removesuffix('.py').replace('/', '.')}": {m for m in imports(p) if m != "foedera"}
        for p in MODULES
        if p.name != "__init__.py"
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, f"a circle: {' -> '.join((*way, module))}"
        if module in graph and module not in done:
            for other in sorted(graph[module]):
                visit(other, (*way, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_what_is_compiled_and_kept_is_compiled_from_one_file() -> None:
    """numba finds a kept copy by the file of the function alone: a constant from elsewhere could change unseen."""
    kernels = {p for p in MODULES if "cache=True" in p.read_text(encoding="utf-8")}
    assert {p.stem for p in kernels} == {"alignment_kernel", "belief_kernel", "crisis_kernel"}
    for path in kernels:
        outermost = ast.parse(path.read_text(encoding="utf-8")).body  # those for type checking stand deeper
        needed = [n.module for n in outermost if isinstance(n, ast.ImportFrom) and str(n.module).startswith("foedera")]
        assert needed == [], f"{name_of(path)} is compiled from {needed}"


# -- the engine names no state ------------------------------------------------------


@lru_cache
def names_of_states() -> dict[str, str]:
    """Every name form of every state in every shipped dossier, folded, and the file that has it."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.glob("dossiers/*/states/*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        forms = [path.stem, table["title"], table.get("official", "")]
        for group in ({"": table.get("aliases", [])}, table.get("names", {}), table.get("adjectives", {})):
            for value in group.values():
                forms += [value] if isinstance(value, str) else value
        found |= {form.casefold(): path.stem for form in forms if len(form) > 2}
    return found


def code_of(path: Path) -> list[str]:
    """The lines of a module without its docstrings."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for first, last in docstrings(text):
        lines[first - 1 : last] = [""] * (last - first + 1)
    return lines


def docstrings(text: str) -> Iterator[tuple[int, int]]:
    for node in ast.walk(ast.parse(text)):
        documented = isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        if documented and ast.get_docstring(node) is not None:
            yield node.body[0].lineno, node.body[0].end_lineno or node.body[0].lineno


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) != "interfaces"], ids=name_of)
def test_the_engine_names_no_state(path: Path) -> None:
    words = "|".join(sorted(map(re.escape, names_of_states()), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)({words})(?!\w)")
    for number, line in enumerate(code_of(path), 1):
        text = line.replace("\\", "").replace(EXAMPLES.get(name_of(path), "\0"), "").casefold()
        found = [word for word in pattern.findall(text) if word not in PLAIN]
        assert not found, f"{name_of(path)}:{number} names {found}: {line.strip()}"


def test_the_shipped_dossiers_hold_no_code() -> None:
    # The geometry of the atlas is data too, made by tools/atlas.
    strays = [p for p in (ROOT / "dossiers").rglob("*") if p.is_file() and p.suffix != ".toml"]
    assert [p for p in strays if p.name != "atlas.topojson"] == []


# -- size and docstrings --------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_has_at_most_400_lines_of_code(path: Path) -> None:
    lines = [line for line in code_of(path) if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) <= 400


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_whatever_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert path.name == "__main__.py" or ast.get_docstring(tree), f"{name_of(path)} has no docstring"
    missing = [f"{name_of(path)}:{node.lineno} {node.name}" for node in public(tree) if not ast.get_docstring(node)]
    assert missing == []


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


# -- what is tracked --------------------------------------------------------------------


@lru_cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository, new ones included; none where this is no repository."""
    run = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = [name for name in run.stdout.split("\0") if name] if run.returncode == 0 else []
    return tuple(path for name in names if (path := ROOT / name).is_file())


def lines() -> Iterator[tuple[Path, int, str]]:
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            yield path, number, line


def hits(pattern: str) -> list[str]:
    wanted = re.compile(pattern)
    return [f"{path.relative_to(ROOT)}:{n}: {line.strip()[:120]}" for path, n, line in lines() if wanted.search(line)]


#: Written apart, so that this file is no hit itself.
HOSTS = ["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)", "deb" + r"ian\.org", "crates" + r"\.io"]


def test_no_file_names_a_package_registry() -> None:
    assert hits("(?i)" + "|".join(HOSTS)) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert hits(r"(?<![\w./~-])/(?:work|root|home|Users|private|tmp)" + "/") == []


def test_nothing_is_left_over() -> None:
    assert hits(r"^(?:<{7}|>{7}|={7})(?: |$)") == []
    assert hits(r"\b(?:TO" + r"DO|FIX" + r"ME)\b|\bbreak" + r"point\(\)") == []
    assert [p.name for p in tracked() if p.suffix in {".orig", ".rej", ".bak", ".swp", ".pyc", ".log"}] == []
    empty = [name for p in tracked() if not p.stat().st_size for name in [p.relative_to(ROOT).as_posix()]]
    meant = re.compile(r"tests/(.+/)?__init__\.py|tests/(faults|crashes)/.+")
    assert [name for name in empty if not meant.fullmatch(name)] == []


def test_every_file_ends_with_a_newline_and_has_none_with_carriage_returns() -> None:
    faulty = [
        p for p in tracked() if (content := p.read_bytes()) and (not content.endswith(b"\n") or b"\r\n" in content)
    ]
    assert [p for p in faulty if not {"faults", "crashes"} & set(p.parts)] == []


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_continuous_integration_runs_what_everybody_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[-1] == "make test" and "set -euo pipefail" in script


def test_every_target_of_the_makefile_says_what_it_is() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert named
    for target in named[1].split():
        assert re.search(rf"^{target}:.*## \S", text, re.MULTILINE), target
