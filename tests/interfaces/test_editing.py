"""Writing into the record over HTTP: by who has the key, on this machine; what is written is asked at once."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

import foedera
from foedera.dossier.dossier import shipped
from foedera.interfaces.http import api
from foedera.interfaces.renewal import Renewed, stamp

KEY = "Kt3-only-here"
ESSAY = "The Dual Alliance was signed on 8 October 1879."
ALLIANCE = "1879-10-07-austria-hungary-germany-alliance"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Path(shutil.copytree(shipped() / "july-1914", tmp_path / "record"))


def edited(record: Path, key: str = KEY) -> Renewed:
    return Renewed(lambda: api(foedera.load(record), key=key), record)


def sent(app: Any, method: str, where: str, *, key: str = KEY, host: str = "127.0.0.1", **more: Any) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}", timeout=120) as client:
            return await client.request(method, where, headers={"X-Foedera-Key": key}, **more)

    # In a thread of its own: a browser test before it in this process may hold this thread's loop.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(send())).result()


def differing(app: Any) -> list[str]:
    answer = sent(app, "GET", f"/api/treaty/{ALLIANCE}").json()
    return [one["value"] for one in answer["treaty"].get("differs", []) if one["point"] == "signed"]


def test_what_is_accepted_is_answered_for_at_once_and_undone_no_more(record: Path) -> None:
    app = edited(record)
    read = sent(app, "POST", "/api/read?name=essay.txt", content=ESSAY).json()
    assert read["editing"] is True
    before = differing(app)
    proposal = read["proposals"][0]
    assert sent(app, "POST", "/api/proposals/accept", json=proposal).status_code == 200
    assert differing(app) == [*before, "1879-10-08"]
    assert sent(app, "POST", "/api/proposals/undo", json=proposal).status_code == 200
    assert differing(app) == before


@pytest.mark.parametrize(
    ("started", "shown", "host", "says"),
    [
        (KEY, "another", "127.0.0.1", "only who opened the address that this program printed may write"),
        (KEY, "", "127.0.0.1", "only who opened the address that this program printed may write"),
        (KEY, KEY, "atlas.example", "only who opened the address that this program printed may write"),
        ("", "", "127.0.0.1", "this program was started without --editing"),
        ("", KEY, "127.0.0.1", "this program was started without --editing"),
    ],
    ids=["another key", "no key", "another machine's page", "editing is off", "editing is off, with a key"],
)
def test_nobody_else_writes(record: Path, started: str, shown: str, host: str, says: str) -> None:
    app, files = edited(record, started), stamp(record)
    read = sent(app, "POST", "/api/read?name=essay.txt", key=shown, host=host, content=ESSAY).json()
    assert read["editing"] is False
    for what in ("accept", "refuse", "undo"):
        answer = sent(app, "POST", f"/api/proposals/{what}", key=shown, host=host, json=read["proposals"][0])
        assert answer.status_code == 403 and says in answer.json()["error"]
    assert stamp(record) == files


def test_a_file_edited_by_hand_is_answered_for_once_it_is_sound(record: Path) -> None:
    app, file = edited(record), record / "treaties" / f"{ALLIANCE}.toml"
    sound = file.read_text("utf-8")
    title = sent(app, "GET", f"/api/treaty/{ALLIANCE}").json()["treaty"]["title"]
    file.write_text(sound.replace("title = ", "title is ", 1), "utf-8")
    assert sent(app, "GET", f"/api/treaty/{ALLIANCE}").json()["treaty"]["title"] == title
    file.write_text(sound.replace(title, "The Alliance of Two", 1), "utf-8")
    assert sent(app, "GET", f"/api/treaty/{ALLIANCE}").json()["treaty"]["title"] == "The Alliance of Two"
