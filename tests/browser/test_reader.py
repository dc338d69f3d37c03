"""Someone reads a text in the app: marks, disagreements first, the record beside it, proposals."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, ROOT, Reader
from tests.browser.test_access import violations

ESSAY = (
    "The Nazi-Soviet Pact was signed on 24 August 1939. Ribbentrop flew home.\n\n"
    "Poland and France signed an agreement on trade on 3 March 1937.\n"
    "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">"
)
PATIENCE = 120_000
PHONE_IN_THE_DARK = pytest.mark.parametrize("reader", [{"viewport": PHONE, "scheme": "dark"}], indirect=True)
REFUSED = pytest.mark.parametrize("reader", [{"expects": "400"}], indirect=True)


def pasted(page: Any, text: str = ESSAY) -> Any:
    page.set_default_timeout(PATIENCE)
    page.locator("textarea").fill(text)
    page.locator("form.drop button.primary").click()
    page.locator(".text .mark").first.wait_for()
    return page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """A program that may write, into a record of its own: its address, its key and the record's folder."""
    place = tmp_path_factory.mktemp("desk")
    record = Path(shutil.copytree(ROOT / "dossiers" / "interwar", place / "record"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "foedera",
        "serve",
        "--port",
        str(port),
        "--no-open",
        "--editing",
        "-d",
        str(record),
    ]
    own = {"PYTHONPATH": str(ROOT / "src"), "XDG_DATA_HOME": str(place / "data")}
    server = subprocess.Popen(command, cwd=place, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}/"
    try:
        key = server.stdout.readline().partition("?key=")[2].split()[0]
        for _ in range(600):
            try:
                urllib.request.urlopen(address + "api/contents").read()
                break
            except OSError:
                time.sleep(0.25)
        yield address, key, record
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def test_disagreements_come_first_and_a_mark_leads_to_the_record(reader: Reader) -> None:
    page = pasted(reader.opens("read", "textarea"))
    first = page.locator(".first li").first.inner_text()
    assert "contradicts the record" in first and "1939-08-24" in first and "1939-08-23" in first
    page.locator(".mark.person", has_text="Ribbentrop").click()
    link = page.locator(".card .value a")
    assert "#/person/ribbentrop" in link.get_attribute("href")
    link.click()
    page.locator("h1", has_text="Ribbentrop").wait_for()
    page.go_back()
    page.locator(".text .mark").first.wait_for()
    assert page.locator(".mark.apart", has_text="24 August 1939").count() == 1, "the text is still on the desk"


def test_what_the_text_holds_is_never_run_and_filters_take_marks_away(reader: Reader) -> None:
    page = pasted(reader.opens("read", "textarea"))
    assert "<script>document.title" in page.locator(".text").inner_text()
    assert page.locator(".text script, .text img").count() == 0
    assert "owned" not in page.title()
    before = page.locator(".mark.state").count()
    page.locator("[aria-pressed]", has_text="States").first.click()
    page.locator(".mark.state").first.wait_for(state="detached")
    assert before >= 2
    assert "hide=state" in page.url and "text=" in page.url, "the view is a permalink"


def test_without_editing_nothing_can_be_accepted_and_the_lines_are_a_download(reader: Reader) -> None:
    page = pasted(reader.opens("read", "textarea"))
    assert "foedera serve --editing" in page.locator(".after").inner_text()
    assert page.get_by_role("button", name="Accept").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the lines").click()
    assert 'value = "1939-08-24"' in Path(download.value.path()).read_text("utf-8")


@REFUSED
def test_a_file_is_read_and_one_that_is_no_text_is_refused_in_a_sentence(reader: Reader, tmp_path: Path) -> None:
    page = reader.opens("read", "textarea")
    page.set_default_timeout(PATIENCE)
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 64)
    page.locator("input[type=file]").set_input_files(tmp_path / "junk.txt")
    assert "not text but binary data" in page.locator("[role=alert]").inner_text()
    (tmp_path / "ghi-chép.txt").write_text(
        "Ngày 23 tháng 8 năm 1939, Liên Xô và Đức ký hiệp ước. 🜁 Pháp chờ đợi.", "utf-8"
    )
    page.locator("input[type=file]").set_input_files(tmp_path / "ghi-chép.txt")
    page.locator("h1", has_text="ghi-chép.txt").wait_for()
    assert [mark.inner_text() for mark in page.locator(".mark.state").all()] == ["Liên Xô", "Đức", "Pháp"]


def test_an_accepted_proposal_is_in_the_file_and_undone_it_is_not(reader: Reader, desk: tuple[str, str, Path]) -> None:
    reader.origin, key, record = desk
    page = reader.page
    page.goto(f"{reader.origin}?key={key}#/read")
    page.locator("textarea").wait_for()
    assert key not in page.url, "the key is in no link that is passed on"
    page = pasted(page)
    reader.abroad.clear()  # the program that may write is another origin than the fixture's
    file = record / "treaties" / "1939-08-23-german-soviet-nonaggression.toml"
    page.get_by_role("button", name="Accept").first.click()
    page.locator(".after [role=status]").wait_for()
    assert 'value = "1939-08-24", by = "text.txt"' in file.read_text("utf-8")
    page.get_by_role("button", name="Undo").click()
    page.locator(".after [role=status]").wait_for(state="detached")
    assert "text.txt" not in file.read_text("utf-8")
    reader.abroad.clear()


@PHONE_IN_THE_DARK
def test_the_reader_is_for_everybody_on_a_phone_too(reader: Reader) -> None:
    page = reader.opens("read?lang=vi", "textarea")
    assert violations(page) == []
    pasted(page).locator(".mark.treaty").first.click()
    page.locator(".card").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
