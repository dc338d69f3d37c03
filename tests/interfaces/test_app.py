"""The built atlas in the package: complete, small, strict, and what its source builds."""

from __future__ import annotations

import enum
import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from foedera import terms
from foedera.interfaces.dress import APP
from foedera.law.argument import GROUNDS

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
FILES = sorted((WEB / "src" / "i18n").glob("*.json"))
CATALOGUES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FILES}
#: The vocabularies that the atlas puts into words, by the first part of their keys.
SPOKEN = {
    "act": terms.ActKind, "end": terms.EndHow, "exit": terms.Exit, "force": terms.ForceBy,
    "instrument": terms.InstrumentKind, "modality": terms.Modality, "pledge": terms.Pledge, "regime": terms.Regime,
    "stage": terms.Stage, "status": terms.Status, "verdict": terms.Verdict,
}  # fmt: skip
#: What the atlas looks a title up by.
SLOTS = {"member": {"organization"}, "exists": {"state"}, "extinct": {"state"}}


def test_the_interface_has_its_three_languages() -> None:
    assert set(CATALOGUES) == {"en", "ro", "vi"}


@pytest.mark.parametrize("language", [name for name in CATALOGUES if name != "en"])
def test_a_catalogue_is_complete(language: str) -> None:
    english, other = CATALOGUES["en"], CATALOGUES[language]
    assert set(other) == set(english)
    for key, phrase in english.items():
        assert other[key].strip(), key
        assert set(re.findall(r"{\w+}", other[key])) == set(re.findall(r"{\w+}", phrase)), key


@pytest.mark.parametrize(("prefix", "kind"), SPOKEN.items(), ids=list(SPOKEN))
def test_every_word_of_the_record_is_in_the_catalogues(prefix: str, kind: enum.EnumMeta) -> None:
    assert [m.value for m in kind if f"{prefix}.{m.value}" not in CATALOGUES["en"]] == []


def test_every_ground_of_force_is_said_in_the_catalogues_with_what_fills_it() -> None:
    spoken = {key.removeprefix("why."): said for key, said in CATALOGUES["en"].items() if key.startswith("why.")}
    assert set(spoken) == set(GROUNDS)
    for kind, sentence in GROUNDS.items():
        slots, filled = (set(re.findall(r"{(\w+)}", text)) for text in (spoken[kind], sentence))
        # The record's own words stand behind the phrase, in their language; a title is looked up by its id.
        assert slots == filled - {"words", "title"} | SLOTS.get(kind, set()), kind


def test_every_phrase_that_the_atlas_uses_is_in_the_catalogues() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in (WEB / "src").rglob("*") if p.suffix in {".svelte", ".ts"})
    used = set(re.findall(r"""\bt\('([\w.]+[^.'])'[,)]""", text))
    assert len(used) > 100 and sorted(used - set(CATALOGUES["en"])) == []


def test_no_phrase_is_left_over() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in (WEB / "src").rglob("*") if p.suffix in {".svelte", ".ts"})
    #: Keys that are put together: 'read.kind.' + kind, key="crisis.share.{way}", term('feature', one).
    made = re.findall(r"""['"`]([\w.]+)\.(?:' \+|\$?\{)""", text) + re.findall(r"\bterm\('(\w+)',", text)
    made += [*SPOKEN, "source"]
    spoken = tuple(f"{prefix}." for prefix in made)
    written = set(re.findall(r"""['"]([\w.-]+)['"]""", text))
    assert [key for key in CATALOGUES["en"] if key not in written and not key.startswith(spoken)] == []


def test_the_page_holds_no_script_and_no_style_of_its_own() -> None:
    page = (APP / "index.html").read_text(encoding="utf-8")
    assert "<style" not in page and " style=" not in page
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))
    assert "<noscript>" in page


def test_nothing_in_the_app_names_another_origin() -> None:
    for path in APP.rglob("*.*"):
        found = set(re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8")))
        # Names of formats, and of the place where Svelte explains its errors; none is ever asked.
        assert found <= {"http://www.w3.org", "https://svelte.dev"}, path.name


def _opening() -> list[Path]:
    """What a browser loads to open the atlas: the page, what it names, and what that imports at once."""
    waiting, found = ["index.html"], set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            text = (APP / name).read_text(encoding="utf-8")
            waiting += re.findall(r'(?:src|href)="\./([\w./-]+)"', text) if name == "index.html" else []
            imported = re.findall(r"""(?:from|import)\s*["']\./([\w.-]+)["']""", text)
            waiting += [f"assets/{one}" for one in imported]
    return [APP / name for name in sorted(found)]


def _weight(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_atlas_with_its_map_opens_with_less_than_350_kilobytes() -> None:
    opening = _opening()
    assert len(opening) > 3
    assert _weight([*opening, ROOT / "dossiers" / "interwar" / "atlas.topojson"]) < 350_000


def test_all_views_in_all_languages_weigh_less_than_the_map_as_much_again() -> None:
    views = [path for path in APP.rglob("*.*") if path.is_file()]
    assert _weight(views) < 250_000


def test_the_lock_file_and_the_settings_name_no_registry() -> None:
    assert "omit-lockfile-registry-resolved=true" in (WEB / ".npmrc").read_text(encoding="utf-8")
    assert '"resolved"' not in (WEB / "package-lock.json").read_text(encoding="utf-8")


def test_the_committed_app_is_what_its_source_builds(tmp_path: Path) -> None:
    if os.environ.get("CI") != "true":
        pytest.skip("built anew in continuous integration only (CI=true)")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("Node is not installed, so the app cannot be built anew here")
    run = {"cwd": WEB, "capture_output": True, "text": True, "check": False}
    if not (WEB / "node_modules").is_dir():
        # `npm ci` wants the optional packages of every platform in the lock file, which a mirror may not have.
        install = subprocess.run([npm, "install"], **run)  # type: ignore[call-overload]
        assert install.returncode == 0, install.stderr
    build = subprocess.run([npm, "run", "build", "--", "--outDir", str(tmp_path)], **run)  # type: ignore[call-overload]
    assert build.returncode == 0, build.stdout + build.stderr
    built = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    committed = {p.relative_to(APP).as_posix(): p.read_bytes() for p in APP.rglob("*") if p.is_file()}
    assert sorted(built) == sorted(committed), "run `make web`"
    assert [name for name in built if built[name] != committed[name]] == [], "run `make web`"
