"""A hook of MkDocs: the pages are the project's own Markdown, each where it lies, so that its links hold."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("LICENSE", "CITATION.cff")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """All pages of the project and what stands in `docs`, in place of `docs` alone."""
    own = [*ROOT.glob("*.md"), *(ROOT / name for name in BESIDE), *sorted((ROOT / "docs").rglob("*"))]
    places = {path.relative_to(ROOT).as_posix(): path for path in own if path.is_file()}
    pages = [File.generated(config, place, abs_src_path=str(path)) for place, path in places.items()]
    theirs = [file for file in files if file.src_uri not in {p.removeprefix("docs/") for p in places}]
    return Files([*theirs, *pages])
