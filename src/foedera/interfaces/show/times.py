"""A day, two days, the map, the replay and suppositions, for people."""

from __future__ import annotations

from collections.abc import Callable

from foedera.interfaces.markup import Json, Out, escape
from foedera.interfaces.show.phrases import seen, verdict


def _day(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['day']}[/]{seen(answer)}")
    for event in answer["events"]:
        out(f"  {event['date']} {escape(event['title'])} [dim]{event['id']}[/]")
    _changed(out, answer["changed"])
    if answer["wars"]:
        out(
            "[bold]wars[/] "
            + ", ".join(f"{w['attacker']}–{w['defender']} (since {w['since']})" for w in answer["wars"])
        )
    out(f"[bold]treaties in force or contested[/]: {len(answer['treaties'])}")
    for ref in answer["treaties"]:
        out(f"  {ref['signed']} {escape(ref['title'])} {verdict(ref['status'])} [dim]{ref['id']}[/]")
    held = [c for c in answer["control"] if c["controller"] != c["sovereign"] or c["regime"] != "sovereign"]
    out(f"[bold]territories under another hand or another title[/]: {len(held)}")
    for control in held:
        out(
            f"  {escape(control['title'])}: of {control['sovereign']}, held by {control['controller']}, {control['regime']}"
        )
    for body, members in answer["members"].items():
        out(f"[bold]{body}[/]: {len(members)} members")


def _changed(out: Out, changed: Json) -> None:
    for word, key in (
        ("enters into force", "entered"),
        ("no longer in force", "left"),
        ("contested from now", "contested"),
    ):
        for ref in changed[key]:
            out(f"  [green]{word}[/] {escape(ref['title'])} [dim]{ref['id']}[/]")
    for war in changed["wars_begun"]:
        out(f"  [red]war begins[/] {war['attacker']} upon {war['defender']} ({war['since']})")
    for war in changed["wars_ended"]:
        out(f"  [red]war ends[/] {war['attacker']} and {war['defender']} ({war['until']})")
    for move in changed["control"]:
        one, two = move["from"], move["to"]
        out(
            f"  [cyan]control[/] {move['place']}: {one['controller']} ({one['regime']}) to {two['controller']} ({two['regime']})"
        )


def _between(out: Out, answer: Json) -> None:
    out(f"[bold]From {answer['day']} to {answer['to']}[/]")
    _changed(out, answer["changed"])


def _map(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['day']}[/]: land held otherwise than under its own name")
    rows: dict[tuple[str, ...], list[Json]] = {}
    for held in answer["atoms"].values():
        if held["regime"] and (held["regime"] != "sovereign" or held["controller"] != held["sovereign"]):
            rows.setdefault((held["controller"] or "", held["regime"]), []).append(held)
    for (controller, regime), found in sorted(rows.items()):
        out(f"  [cyan]{escape(answer['states'].get(controller, controller))}[/] ({regime})")
        for held in {h["place"]: h for h in found}.values():
            owner = answer["states"].get(held["sovereign"], held["sovereign"]) or "nobody in the record"
            of = f" (held to be of {escape(owner)})" if held["sovereign"] != controller else ""
            contested = f" [red]contested: {held['contested']}[/]" if held["contested"] else ""
            out(
                f"    {escape(answer['places'].get(held['place'], held['place']))}{of}, since {held['since'] or '?'}{contested}"
            )
    for sphere in answer["spheres"]:
        secret = " [red]secret[/]" if sphere["secret"] else ""
        out(f"[magenta]line[/] {escape(sphere['title'])}: {' and '.join(sphere['of'])}, by {sphere['treaty']}{secret}")
    lost = [f"{c['name']} (held by {c['held_by']})" for c in answer["capitals"] if c["held_by"]]
    if lost:
        out(f"capitals held by others: {', '.join(lost)}")


def _replay(out: Out, answer: Json) -> None:
    out(f"[bold]Replay {answer['from']} to {answer['to']}[/]: {len(answer['acts'])} acts with findings")
    for one in answer["acts"]:
        act = one["act"]
        out(f"\n[bold]{one['day']} {act['actor']} {act['verb']} {act['target'] or ''}[/] [dim]{one['event']['id']}[/]")
        for finding in one["findings"]:
            outcome = finding.get("outcome")
            came = (
                f" → {verdict(outcome['verdict'])}"
                if outcome and outcome["verdict"]
                else " → not recorded"
                if outcome
                else ""
            )
            against = f" against {finding['against']}" if finding["against"] else ""
            out(
                f"  {verdict(finding['verdict'])} {finding['debtor']} → {finding['creditor']}{against}: {finding['pledge']} [dim]{finding['commitment']}[/]{came}"
            )


def _suppose(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['supposition']['title'])}[/]\n[dim]{answer['caution']}[/]")
    for word, key in (("lost", "lost"), ("gained", "gained")):
        out(f"[bold]findings {word}[/]: {len(answer[key])}")
        for row in answer[key]:
            outcome = f" → {row['outcome']}" if row["outcome"] else ""
            out(
                f"  {row['event']}: {verdict(row['verdict'])} {row['debtor']} → {row['creditor']} [dim]{row['commitment']}[/]{outcome}"
            )
    out(f"[bold]events that lose their ground[/]: {len(answer['groundless'])}")
    for event in answer["groundless"]:
        out(f"  {event['date']} {escape(event['title'])} [dim]rested on {', '.join(event['rested_on'])}[/]")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "day": _day, "between": _between, "map": _map, "replay": _replay, "suppose": _suppose,
}  # fmt: skip
