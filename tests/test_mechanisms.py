"""Every demonstration of every mechanism is run and shows what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.interfaces import cli
from foedera.interfaces.demonstrate import demonstrated
from tests.tiny import shipped

MECHANISMS = sorted(shipped().mechanisms)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands ask the record that is read already."""
    monkeypatch.setattr(cli, "load", lambda name=None: shipped())


@pytest.mark.parametrize("name", MECHANISMS)
def test_the_demonstrations_show_what_they_say(name: str) -> None:
    for demo in demonstrated(foedera.mechanism(shipped(), name), "interwar", cli.app)["demonstrations"]:
        assert demo["held"], f"{demo['run']} lacks {demo['lacks']}, holds wrongly {demo['holds_wrongly']}"


def test_no_demonstration_is_content_with_its_own_words() -> None:
    """What must be shown is not already in the question: else the echo would do."""
    for mechanism in shipped().mechanisms.values():
        for demo in mechanism.demos:
            assert any(text not in demo.run for text in demo.shows), f"{mechanism.id}: {demo.run}"


def test_the_hundred_and_nineteen_mechanisms_of_the_inventory_are_there_and_most_are_shown() -> None:
    held = {id_ for m in shipped().mechanisms.values() for id_ in m.inventory}
    assert held == {f"A{number:02d}" for number in range(1, 120)}
    assert sum(bool(m.demos) for m in shipped().mechanisms.values()) >= 90


def test_what_waits_says_for_which_module_and_why() -> None:
    house = Path(__file__).parents[1] / "src" / "foedera"
    for mechanism in shipped().mechanisms.values():
        if mechanism.waits_for:
            place, _, why = mechanism.waits_for.partition(": ")
            assert place.startswith("strategy/") and why, mechanism.id
            assert not list(house.glob(f"{place}*")), f"{mechanism.id} need not wait any longer"
