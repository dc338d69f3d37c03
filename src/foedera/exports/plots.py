"""Charts of the record by altair (the extra `plots`), each from the answers and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from foedera.answers import events, timeline, treaty
from foedera.dossier import Dossier
from foedera.errors import needs

with needs("plots", "to draw charts"):
    import altair as alt

# Altair's usual renderer has the reader's browser fetch scripts from elsewhere; a drawing needs nothing.
alt.renderers.enable("svg")


def events_by_month(dossier: Dossier) -> Any:
    """How many recorded events fall in each month."""
    months = Counter(row["day"][:7] for row in events(dossier)["events"] if row["day"])
    rows = [{"month": f"{month}-01", "events": count} for month, count in sorted(months.items())]
    return _chart(rows).mark_bar().encode(x="month:T", y="events:Q", tooltip=["month:T", "events:Q"])


def ties_by_pledge(dossier: Dossier, *, known_to: str | None = None) -> Any:
    """How many ties of each pledge stood at each new year, in instruments of few parties."""
    told = timeline(dossier, known_to=known_to)
    first, last = (date.fromisoformat(told[name]).year for name in ("first", "last"))
    rows = []
    for year in range(first + 1, last + 1):
        day = f"{year}-01-01"
        held = [tie for tie in told["ties"] if (tie[5] or "") <= day and (tie[6] is None or day < tie[6])]
        rows += [{"year": day, "pledge": p, "ties": n} for p, n in Counter(tie[1] for tie in held).items()]
    return _chart(rows).mark_area().encode(x="year:T", y="ties:Q", color="pledge:N", tooltip=["pledge:N", "ties:Q"])


def life_of(dossier: Dossier, name: str) -> Any:
    """From when to when each party was bound by a treaty."""
    told = treaty(dossier, name)
    last = dossier.case.last.isoformat()
    rows = [
        {"party": party, "from": span["from"] or told["treaty"]["signed"], "until": span["until"] or last,
         "ended": span["closed"] or ""}
        for party, spans in told["life"].items()
        for span in spans
    ]  # fmt: skip
    chart = _chart(rows).mark_bar().encode(x="from:T", x2="until:T", y="party:N", tooltip=["party:N", "ended:N"])
    return chart.properties(title=told["treaty"]["title"])


def _chart(rows: list[dict[str, Any]]) -> Any:
    return alt.Chart(alt.Data(values=rows)).properties(width=640, height=260)  # type: ignore[no-untyped-call]
