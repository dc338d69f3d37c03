"""The columns of ATOP that the record's pledges answer to."""

from __future__ import annotations

from foedera.terms import Pledge

#: The ATOP column each pledge is compared with; None says that ATOP does not code it.
ATOP_COLUMN: dict[Pledge, str | None] = {
    pledge: {
        Pledge.DEFENSE: "defense",
        Pledge.GUARANTEE: "defense",
        Pledge.OFFENSE: "offense",
        Pledge.NEUTRALITY: "neutral",
        Pledge.NONAGGRESSION: "nonagg",
        Pledge.CONSULTATION: "consul",
    }.get(pledge)
    for pledge in Pledge
}
