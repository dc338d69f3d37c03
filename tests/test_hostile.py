"""Records and documents that mean harm: they run nothing, read nothing that is not theirs, and hold nobody up."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import foedera
from foedera.documents.opening import documents_in, open_document
from foedera.errors import DamagedRecord, UnreadableDocument
from foedera.interfaces.dress import POLICY
from tests.interfaces.test_http import Client
from tests.tiny import ALLIANCE, SOURCE, read, write

SECRET = "the-secret-of-this-machine"
PACT = "treaties/1930-01-01-alliance.toml"


def problems(folder: Path) -> str:
    return "\n".join(str(problem) for problem in foedera.read_dossier(folder)[1])


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside every dossier."""
    path = tmp_path / "outside" / "secret.toml"
    path.parent.mkdir()
    path.write_text(f'title = "{SECRET}"\n{SOURCE}', encoding="utf-8")
    return path


# -- records ---------------------------------------------------------------------------


def test_a_link_out_of_the_dossier_is_not_followed(tmp_path: Path, secret: Path) -> None:
    root = write(tmp_path / "record", ALLIANCE)
    (root / "states" / "spy.toml").symlink_to(secret)
    said = problems(root)
    assert "states/spy.toml:1: the file is a link out of the dossier" in said and SECRET not in said
    (root / "states" / "spy.toml").unlink()
    (root / "persons").symlink_to(secret.parent)
    said = problems(root)
    assert "the file is a link out of the dossier" in said and SECRET not in said


def test_a_link_within_the_dossier_is_a_file_like_others(tmp_path: Path) -> None:
    root = write(tmp_path, ALLIANCE)
    (root / "states" / "fara.toml").symlink_to(root / "states" / "elia.toml")
    dossier, found = foedera.read_dossier(root)
    assert not found and dossier is not None and "fara" in dossier.states


def test_a_map_that_is_a_link_out_of_the_dossier_is_not_shown(tmp_path: Path, secret: Path) -> None:
    secret.write_text(json.dumps({"objects": SECRET}), encoding="utf-8")
    dossier = read(tmp_path / "record", ALLIANCE)
    (tmp_path / "record" / "atlas.topojson").symlink_to(secret)
    with pytest.raises(DamagedRecord, match="is damaged; build it anew"):
        foedera.topojson(dossier)


@pytest.mark.parametrize("content", [b"", b"[1, 2", b"[" * 100_000, b"\xff\xfe", b"7"])
def test_a_map_that_is_none_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    dossier = read(tmp_path, ALLIANCE)
    (tmp_path / "atlas.topojson").write_bytes(content)
    with pytest.raises(DamagedRecord, match="is damaged; build it anew"):
        foedera.topojson(dossier)


IDS = ["../../outside", "/etc/passwd", "a/b", "..", "", " ", "<img src=x>", "a\\b", "x\ny", "C:", "-rf", ".hidden"]


@pytest.mark.parametrize("id_", IDS)
def test_an_id_that_could_lead_elsewhere_is_none(tmp_path: Path, id_: str) -> None:
    event = f'[[event]]\nid = {json.dumps(id_)}\ndate = 1935-06-01\ntitle = "It."\n{SOURCE}'
    root = write(tmp_path, ALLIANCE)
    (root / "events").mkdir()
    (root / "events" / "1935.toml").write_text(event, encoding="utf-8")
    assert "is no id" in problems(root)


def test_an_id_may_have_letters_of_any_script(tmp_path: Path) -> None:
    assert "łódź-1939.b" in read(tmp_path, f'--- states/łódź-1939.b.toml\ntitle = "Ł"\n{SOURCE}').states


HUGE = {
    "a number of many digits": ("signed = 1930-01-01", "signed = 1930-01-01\nterm = { years = " + "9" * 5000 + " }"),
    "a number beyond all bounds": ("signed = 1930-01-01", "signed = 1930-01-01\nterm = { years = 1e400 }"),
    "no number": ("signed = 1930-01-01", "signed = 1930-01-01\nterm = { years = nan }"),
    "a term beyond the calendar": ("signed = 1930-01-01", "signed = 1930-01-01\nterm = { years = 1e300 }"),
    "deep tables": ("signed = 1930-01-01", "signed = 1930-01-01\nterm = " + "{ years = " * 20_000),
    "deep keys": ("signed = 1930-01-01", "signed = 1930-01-01\n" + "a." * 20_000 + "b = 1"),
}


@pytest.mark.parametrize(("old", "new"), HUGE.values(), ids=HUGE)
def test_what_is_too_large_is_a_problem_and_not_a_fall(tmp_path: Path, old: str, new: str) -> None:
    root = write(tmp_path, ALLIANCE.replace(old, new))
    said = problems(root)
    assert said.startswith(f"{root}/{PACT}:") and len(said) < 5_000


def test_what_a_record_says_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    title = "Alba \\u001b]0;owned\\u0007\\u001b[2J\\u202e end"
    root = write(tmp_path, f'--- states/evil.toml\ntitle = "{title}"\n{SOURCE}')
    run = subprocess.run(
        [sys.executable, "-m", "foedera", "-d", str(root), "state", "evil"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0 and "Alba" in run.stdout
    assert not any(sign in run.stdout for sign in ("\x1b]", "\x1b[2J", "\x07"))


SCRIPT = "</title></pre><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_a_script_in_a_record_is_text_on_every_page(tmp_path: Path) -> None:
    title = f'--- treaties/1930-01-01-alliance.toml\ntitle = "{SCRIPT}'
    root = write(tmp_path, ALLIANCE.replace('--- treaties/1930-01-01-alliance.toml\ntitle = "', title))
    (root / "dossier.toml").write_text(f'title = "{SCRIPT}"\nfirst = 1900-01-01\nlast = 1999-12-31\n', encoding="utf-8")
    client = Client(read_sound(root))
    page = client.get("/api/docs")
    assert "<script" not in page.text and "<img" not in page.text and "&lt;script&gt;" in page.text
    answer = client.get("/api/treaty/1930-01-01-alliance")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    for said in (page, answer, client.get("/"), client.get("/api/nothing")):
        assert said.headers["content-security-policy"] == POLICY


def read_sound(root: Path) -> foedera.Dossier:
    dossier, found = foedera.read_dossier(root)
    assert dossier is not None and not found, "\n".join(map(str, found))
    return dossier


def test_the_policy_lets_no_script_but_the_atlas_own_run() -> None:
    rules = dict(rule.strip().partition(" ")[::2] for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'" and rules["script-src"] == "'self'" and rules["style-src"] == "'self'"
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"


ESCAPES = [
    "/api/treaty/..%2f..%2f..%2fetc%2fpasswd", "/api/state/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/assets/..%2f..%2fcli.py",
    "/assets/../../../pyproject.toml", "/%2e%2e/%2e%2e/etc/passwd", "/api/place/%00", "//etc/passwd",
    "/api/why/..%2f..%2fdossier.toml/1935-06-01",
]  # fmt: skip


@pytest.mark.parametrize("address", ESCAPES)
def test_no_address_leads_to_a_file_of_the_machine(tmp_path: Path, address: str) -> None:
    said = Client(read(tmp_path, ALLIANCE)).get(address)
    assert said.status_code in (400, 404) and "root:" not in said.text and "import" not in said.text


# -- documents ---------------------------------------------------------------------------


DOCX = """<?xml version="1.0" encoding="UTF-8"?>{dtd}
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Alba attacks Bela {text}</w:t></w:r></w:p></w:body></w:document>"""


def docx_with(document: str, *more: tuple[str, str]) -> bytes:
    """A sound docx whose body, and other parts, are put in the place of its own."""
    docx = pytest.importorskip("docx", reason="python-docx is in the extra `documents`")
    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            new.writestr(item, document if item.filename == "word/document.xml" else old.read(item))
        for name, content in more:
            new.writestr(name, content)
    return made.getvalue()


def test_a_document_reads_no_file_of_the_machine(tmp_path: Path, secret: Path) -> None:
    dtd = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path = tmp_path / "spy.docx"
    path.write_bytes(docx_with(DOCX.format(dtd=dtd, text="&x;")))
    try:
        assert SECRET not in open_document(path).original
    except UnreadableDocument as refused:
        assert SECRET not in str(refused)


def test_entities_that_grow_are_not_grown(tmp_path: Path) -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    dtd = f'<!DOCTYPE d [<!ENTITY e0 "bombbombbomb">{steps}]>'
    path = tmp_path / "bomb.docx"
    path.write_bytes(docx_with(DOCX.format(dtd=dtd, text="&e11;")))
    try:
        assert len(open_document(path).original) < 1_000_000
    except UnreadableDocument as refused:
        assert "no sound docx" in str(refused)


def test_an_archive_writes_nothing_beside_itself(tmp_path: Path) -> None:
    desk = tmp_path / "a" / "b"
    desk.mkdir(parents=True)
    path = desk / "slip.docx"
    path.write_bytes(docx_with(DOCX.format(dtd="", text=""), ("../../evil.txt", "evil"), ("/evil.txt", "evil")))
    assert open_document(path).original.startswith("Alba attacks Bela")
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["slip.docx"]
    assert not Path("/evil.txt").exists()


def test_a_folder_of_documents_does_not_lead_out_of_itself(tmp_path: Path, secret: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "own.txt").write_text("Alba attacks Bela.", encoding="utf-8")
    (desk / "spy.txt").symlink_to(secret)
    (desk / "loop.txt").symlink_to(desk / "loop.txt")
    assert [path.name for path in documents_in([desk])] == ["own.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this platform")
def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    root = write(tmp_path, ALLIANCE)
    os.mkfifo(root / "states" / "pipe.toml")
    assert "states/pipe.toml:1: no kind of record stands here" in problems(root)
    with pytest.raises(UnreadableDocument, match="it is no plain file"):
        open_document(root / "states" / "pipe.toml")


def test_a_script_in_a_document_is_not_part_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>Alba</p><script>alert('Bela')</script><style>Cora{}</style>", encoding="utf-8")
    text = open_document(path)
    skipped = [text.original[start:end] for start, end, _ in text.skips]
    assert any("alert" in part for part in skipped) and any("Cora" in part for part in skipped)
