"""What is handed out: a wheel that is whole, a source archive without leftovers, pages that ask for nothing else."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: What a page loads by itself, as against what a reader may follow.
LOADS = re.compile(
    r"""(?:<(?:script|img|iframe)[^>]*\ssrc|<link[^>]*\shref)\s*=\s*["']((?:https?:)?//[^"']+)|url\(\s*["']?((?:https?:)?//[^)"']+)"""
)


def _run(*command: str, folder: Path, env: dict[str, str] | None = None) -> str:
    found = subprocess.run(command, cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), folder=ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed; what it depends on comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    [wheel] = made.glob("*.whl")
    _run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), str(wheel), folder=made
    )
    return folder


def _asked(installed: Path, *words: str) -> str:
    return _run(sys.executable, *words, folder=installed.parent, env={"PYTHONPATH": str(installed)})


def test_the_wheel_is_pure_and_installs_without_a_compiler(made: Path) -> None:
    [wheel] = made.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests/", "web/", "tools/"))]


def test_the_installed_program_is_the_one_that_answers(installed: Path) -> None:
    assert _asked(installed, "-c", "import foedera; print(foedera.__file__)").startswith(str(installed))
    answer = json.loads(_asked(installed, "-m", "foedera", "bound", "1939-08-25", "--by", "france", "--json"))
    assert answer["day"] == "1939-08-25"
    helped = {found["creditor"] for found in answer["commitments"] if found["pledge"] == "defense"}
    assert "poland" in helped


def test_the_installed_program_reads_its_other_dossier(installed: Path) -> None:
    said = _asked(installed, "-m", "foedera", "check", str(installed / "foedera" / "_dossiers" / "july-1914"))
    assert "0 problems" in said


def test_the_installed_program_serves_the_atlas(installed: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "foedera", "serve", "--port", str(port), "--no-open"]
    with subprocess.Popen(
        command, cwd=installed.parent, env={**os.environ, "PYTHONPATH": str(installed)}, stdout=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(600):
                try:
                    contents = json.load(urllib.request.urlopen(f"{address}/api/contents"))
                    break
                except OSError:
                    assert server.poll() is None, "the program ended"
                    time.sleep(0.2)
            page = urllib.request.urlopen(address).read().decode()
            scripts = re.findall(r'src="([^"]+\.js)"', page)
            assert scripts
            assert all(urllib.request.urlopen(f"{address}/{path.lstrip('./')}").status == 200 for path in scripts)
            assert "1939-08-23" in json.dumps(contents)
        finally:
            server.terminate()


def test_the_source_archive_holds_what_builds_and_tests_it_and_no_leftovers(made: Path) -> None:
    [archive] = made.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames()}
    known = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    kept = set(_run(*known, folder=ROOT).splitlines()) if (ROOT / ".git").exists() else names
    assert {"Makefile", "pyproject.toml", "README.md", "LICENSE", "tests/test_release.py", "web/package.json"} <= names
    assert sorted(names - kept - {"PKG-INFO"}) == []


def test_the_documentation_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "pages"
    _run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site), folder=ROOT)
    pages = sorted([*site.rglob("*.html"), *site.rglob("*.css")])
    assert site / "docs" / "law.html" in pages
    found = {page.name: LOADS.findall(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: loads for name, loads in found.items() if loads} == {}
