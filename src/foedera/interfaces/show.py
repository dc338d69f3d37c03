"""Answers for people: rich text on a terminal, plain text in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.tree import Tree

Json = dict[str, Any]
_COLOURS = {
    "due": "bold green", "breach": "bold red", "barred": "yellow", "contested": "magenta", "conflict": "bold yellow",
    "deadlock": "bold magenta", "power": "cyan", "not-due": "dim", "in-force": "green", "not-in-force": "dim",
    "kept": "green", "part-kept": "green", "unperformed": "red", "waived": "cyan", "excused": "cyan", "lapsed": "dim",
}  # fmt: skip


def show(kind: str, answer: Json) -> None:
    """Print an answer of a kind."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=110)
    draw(console, kind, answer)


def draw(console: Console, kind: str, answer: Json) -> None:
    """Draw an answer of a kind on a console."""
    _SHOWS[kind](console, answer)


def _verdict(word: str) -> str:
    return f"[{_COLOURS.get(word, 'bold')}]{word}[/]"


def _seen(answer: Json) -> str:
    return f", as known to {answer['known_to']}" if answer.get("known_to") else ""


def _names(words: Iterable[str], most: int = 6) -> str:
    words = list(words)
    return ", ".join(words) if len(words) <= most else f"{', '.join(words[:most])} and {len(words) - most} more"


# -- bound ------------------------------------------------------------------------


def _bound(console: Console, answer: Json) -> None:
    rows = answer["commitments"]
    console.print(f"[bold]Bound on {answer['day']}[/]{_seen(answer)}: {len(rows)} commitments")
    if not rows:
        console.print(
            "Nothing in the record binds these states to each other on that day; --all shows what does not, and why."
        )
        return
    for treaty, group in groupby(rows, key=lambda r: r["treaty"]["id"]):
        articles = list(group)
        console.print(f"\n[bold]{escape(articles[0]['treaty']['title'])}[/] [dim]{treaty}[/]")
        for article, same in groupby(articles, key=lambda r: (r["article"], r["pledge"], r["status"], r["says"])):
            _bound_article(console, article, list(same))


def _bound_article(console: Console, article: tuple[str, ...], rows: list[Json]) -> None:
    number, pledge, status, says = article
    pairs = [f"{r['debtor']} → {r['creditor']}" for r in rows]
    secret = " [red]secret[/]" if rows[0]["secret"] else ""
    until = rows[0]["until"] or "open"
    console.print(
        f"  art. {escape(number)} [bold]{pledge}[/]{secret} {_verdict(status)} since {rows[0]['since']} until {until}: {_names(pairs, 4)}"
    )
    console.print(f"    {escape(says)}")
    if rows[0]["known"]:
        console.print(
            f"    [cyan]known[/] to {rows[0]['known']['to']} from {rows[0]['known']['from']}: {escape(rows[0]['known']['how'])}"
        )
    _readings(console, rows[0]["readings"], "    ")
    console.print(f"    [dim]{escape(rows[0]['at'])} · {_cited(rows[0]['sources'])}[/]")


def _cited(sources: Iterable[Json]) -> str:
    return (
        "; ".join(
            escape(f"{s['ref']} {s['at']}".strip()) + ("" if s.get("verified") else " (unverified)") for s in sources
        )
        or "no source"
    )


def _readings(console: Console, readings: list[Json], indent: str) -> None:
    for note in readings:
        word = "disputed" if note["open"] else "asserted by a party"
        console.print(
            f"{indent}[magenta]{word}[/]: {note['reading']}={note['alternative']} gives {_verdict(note['verdict'])}"
        )


# -- act --------------------------------------------------------------------------


def _act(console: Console, answer: Json) -> None:
    act = answer["act"]
    sentence = " ".join(w for w in (act["actor"], act["verb"], act["target"]) if w)
    console.print(f"[bold]{sentence}[/], {answer['day']}{_seen(answer)}")
    if act["recorded"]:
        console.print(f"[dim]the record holds this act: {act['recorded']}[/]")
    for judged in act.get("assessed", ()):
        word = "" if judged["holds"] else "not "
        console.print(f"[dim]assessed: {word}{judged['is']} ({escape(judged['by'])})[/]")
    taken = [a for a in act["assumed"] if not any(a.removeprefix("un") == j["is"] for j in act.get("assessed", ()))]
    if taken:
        console.print(f"taken for granted: {', '.join(taken)}")
    for sentence in answer["given"]:
        console.print(f"given: {escape(sentence)}")
    if answer.get("assuming"):
        console.print("supposing that every armed help that falls due is given")
    if not answer["findings"]:
        console.print("No commitment in the record is touched. `foedera whynot` says why for two states.")
    _findings(console, answer["findings"])


def _findings(console: Console, findings: list[Json]) -> None:
    def alike(f: Json) -> tuple[str, ...]:
        return (
            f["verdict"],
            f.get("upon", ""),
            f["commitment"],
            f.get("conflicts_with", ""),
            f["against"] or "",
        )

    for _, group in groupby(sorted(findings, key=lambda f: _rank(f["verdict"])), key=alike):
        _finding(console, list(group))


_RANKS = ["breach", "due", "contested", "barred", "conflict", "deadlock", "power", "not-due"]


def _rank(word: str) -> int:
    return _RANKS.index(word) if word in _RANKS else len(_RANKS)


def _finding(console: Console, same: list[Json]) -> None:
    first = same[0]
    debtors = list(dict.fromkeys(f["debtor"] for f in same))
    creditors = list(dict.fromkeys(f["creditor"] for f in same))
    against = f" against {first['against']}" if first["against"] else ""
    secret = " [red]secret[/]" if first["secret"] else ""
    console.print(
        f"\n{_verdict(first['verdict'])}  [bold]{_names(debtors)}[/] → {_names(creditors)}{against}: {first['pledge']}{secret}"
    )
    console.print(
        f"  {escape(first['treaty']['title'])}, art. {escape(first['article'])} [dim]{first['commitment']}[/]"
    )
    if first.get("upon"):
        console.print(f"  upon: {escape(first['upon'])}")
    if first.get("conflicts_with"):
        console.print(f"  collides with {first['conflicts_with']}")
    _readings(console, first["readings"], "  ")
    for step in first["because"]:
        _step(console, step, "    ")
    if first.get("outcome"):
        _outcome(console, first["outcome"])


def _step(console: Console, step: Json, indent: str) -> None:
    if step["kind"] == "exception":
        word = "defeats it" if step["holds"] else "no exception"
    else:
        word = "yes" if step["holds"] else "no"
    colour = "green" if step["holds"] != (step["kind"] == "exception") else "red"
    at = _near(step["at"])
    where = f" [dim]{escape(at)}[/]" if at else ""
    line = f"[{colour}]{word}[/] {escape(step['says'])}{where}"
    console.print(Padding(line, (0, 0, 0, len(indent))))
    for below in step.get("because", ()):
        _step(console, below, indent + "    ")


def _near(at: str) -> str:
    """A place without the folders that every place shares."""
    return at.split("/", 2)[-1] if at.startswith("dossiers/") else at


def _outcome(console: Console, outcome: Json) -> None:
    word = outcome["verdict"]
    told = _verdict(word) if word else "the record does not say"
    reasons = "; ".join(step["says"] for step in outcome["because"])
    console.print(f"  came of it: {told} ({escape(reasons)})")


def _whynot(console: Console, answer: Json) -> None:
    act = answer["act"]
    console.print(
        f"[bold]Why {answer['debtor']} owes {answer['creditor']} nothing[/] upon {act['actor']} {act['verb']} {act['target']}, {answer['day']}{_seen(answer)}"
    )
    if not answer["candidates"]:
        console.print(f"The record holds no commitment of {answer['debtor']} to {answer['creditor']}.")
    for candidate in answer["candidates"]:
        if candidate["first_failing"] is None:
            console.print(
                f"\n{_verdict(candidate['verdict'])} {candidate['commitment']} ({candidate['pledge']}): it does"
            )
        else:
            console.print(f"\n{_verdict('not-due')} {candidate['commitment']} ({candidate['pledge']})")
        for step in candidate["because"]:
            _step(console, step, "    ")


def _why(console: Console, answer: Json) -> None:
    console.print(f"[bold]{answer['subject']}[/] on {answer['day']}{_seen(answer)}")
    groups = groupby(answer["standing"], key=lambda s: (s["id"], s["status"], s["since"], s["until"]))
    for (id_, status, since, until), group in groups:
        rows = list(group)
        tree = Tree(
            f"{_verdict(status)} {id_} since {since or 'never'} until {until or 'open'}: {_names([r['debtor'] + ' → ' + r['creditor'] for r in rows], 4)}"
        )
        for step in rows[0]["because"]:
            tree.add(f"{escape(step['says'])} [dim]{escape(step['at'])} · {_cited(step['sources'])}[/]")
        console.print(tree)
        _readings(console, rows[0]["readings"], "  ")
    if "findings" in answer:
        _findings(console, answer["findings"])


# -- records ------------------------------------------------------------------------


def _treaty(console: Console, answer: Json) -> None:
    record = answer["treaty"]
    console.print(f"[bold]{escape(record['title'])}[/] [dim]{record['id']}[/]")
    console.print(
        f"signed {record['signed']}{' at ' + escape(record['place']) if record['place'] else ''}; parties: {_names(record['parties'], 12)}"
    )
    if answer["status"]:
        until = answer["until"] or "open"
        console.print(
            f"on {answer['day']}: {_verdict(answer['status'])}"
            + (f", since {answer['since']} until {until}" if answer["since"] else "")
        )
        for line in answer["because"]:
            console.print(f"  {escape(line)}")
        _readings(console, answer["readings"], "  ")
    force = record["force"]
    console.print(
        f"force: by {force['by']}{' from ' + force['from'] if force['from'] else ''} [dim]{_cited(force['sources'])}[/]"
    )
    if record["term"]:
        term = {k: v for k, v in record["term"].items() if v not in (None, "")}
        console.print("term: " + ", ".join(f"{k.replace('_', ' ')} {escape(str(v))}" for k, v in term.items()))
    for end in record["ends"]:
        reading = f" [magenta]only under {end['reading']}[/]" if end["reading"] else ""
        console.print(f"end: {end['how']} {end['on'] or end['from']} {escape(end['says'])}{reading}")
    for step in record["steps"]:
        console.print(f"{step['stage']} {step['on']} by {_names(step['by'])}: {escape(step['says'])}")
    table = Table("article", "pledge", "in our own words", show_header=True, box=None, pad_edge=False)
    for article in record["articles"]:
        table.add_row(
            escape(article["article"]),
            article["pledge"] + (" [red]secret[/]" if article["secret"] else ""),
            escape(article["text"]),
        )
    console.print(table)
    for known in [*record["known"], *(k for p in record["protocols"] for k in p["known"])]:
        console.print(
            f"[cyan]known[/] to {known['to']} from {known['from']}: {escape(known['how'])} [dim]{_cited(known['sources'])}[/]"
        )
    for point in record["differs"]:
        mark = " (established)" if point["established"] else ""
        console.print(
            f"[magenta]sources differ[/] on {escape(point['point'])}: {escape(point['value'])}, {escape(point['by'])}{mark}"
        )
    console.print(f"[dim]{record['at']} · {_cited(record['sources'])}[/]")


def _state(console: Console, answer: Json) -> None:
    console.print(f"[bold]{answer['title']}[/] [dim]{answer['state']}[/] {escape(answer['official'])}")
    for language, forms in answer["names"].items():
        console.print(f"  {language}: {escape(', '.join(forms))}")
    for life in answer["existence"]:
        console.print(
            f"exists from {life['from'] or 'before the record'} until {life['until'] or 'beyond it'}"
            + (f" ({escape(life['closed'])})" if life["closed"] else "")
        )
    for member in answer["memberships"]:
        left = f" until {member['until']} ({member['left']})" if member["until"] else ""
        console.print(f"member of {member['organization']} from {member['from']}{left}")
    for ref in answer["treaties"]:
        console.print(f"  {ref['signed']} {escape(ref['title'])} [dim]{ref['id']}[/]")
    console.print(f"[dim]{answer['at']} · {_cited(answer['sources'])}[/]")


def _person(console: Console, answer: Json) -> None:
    console.print(
        f"[bold]{answer['title']}[/] [dim]{answer['person']}[/] {answer['born'] or ''}–{answer['died'] or ''}"
    )
    for language, forms in answer["names"].items():
        console.print(f"  {language}: {escape(', '.join(forms))}")
    if not answer["offices"]:
        console.print(f"the record holds no office{' on ' + answer['day'] if answer['day'] else ''}")
    for office in answer["offices"]:
        console.print(
            f"{escape(office['title'])}, {office['of']}: {office['from'] or '?'} to {office['until'] or 'beyond the record'}"
        )
    console.print(f"[dim]{answer['at']} · {_cited(answer['sources'])}[/]")


def _place(console: Console, answer: Json) -> None:
    console.print(f"[bold]{escape(answer['title'])}[/] [dim]{answer['place']}[/]")
    if answer["day"]:
        controller = f", held by {answer['controller']}" if answer["controller"] != answer["sovereign"] else ""
        console.print(
            f"on {answer['day']}: of {answer['sovereign'] or 'nobody in the record'}{controller}; regime {answer['regime'] or 'unknown'}"
        )
        if answer.get("says"):
            console.print(f"  {escape(answer['says'])}")
    for sphere in answer["spheres"]:
        console.print(
            f"sphere of {sphere['of']} by {sphere['treaty']} art. {escape(sphere['article'])}{' [red]secret[/]' if sphere['secret'] else ''}"
        )
    for claim in answer["claims"]:
        console.print(
            f"[magenta]claimed[/] by {claim['by']} from {claim['from'] or '?'} until {claim['until'] or 'open'}: {escape(claim['says'])}"
        )
    for control in answer.get("history", ()):
        console.print(
            f"  {control['from'] or '...'} to {control['until'] or '...'}: {control['sovereign']}, held by {control['controller']}, {control['regime']} {escape(control['says'])}"
        )
    console.print(f"[dim]{answer['at']} · {_cited(answer['sources'])}[/]")


# -- times ---------------------------------------------------------------------------


def _day(console: Console, answer: Json) -> None:
    console.print(f"[bold]{answer['day']}[/]{_seen(answer)}")
    for event in answer["events"]:
        console.print(f"  {event['date']} {escape(event['title'])} [dim]{event['id']}[/]")
    _changed(console, answer["changed"])
    if answer["wars"]:
        console.print(
            "[bold]wars[/] "
            + ", ".join(f"{w['attacker']}–{w['defender']} (since {w['since']})" for w in answer["wars"])
        )
    console.print(f"[bold]treaties in force or contested[/]: {len(answer['treaties'])}")
    for ref in answer["treaties"]:
        console.print(f"  {ref['signed']} {escape(ref['title'])} {_verdict(ref['status'])} [dim]{ref['id']}[/]")
    held = [c for c in answer["control"] if c["controller"] != c["sovereign"] or c["regime"] != "sovereign"]
    console.print(f"[bold]territories under another hand or another title[/]: {len(held)}")
    for control in held:
        console.print(
            f"  {escape(control['title'])}: of {control['sovereign']}, held by {control['controller']}, {control['regime']}"
        )
    for body, members in answer["members"].items():
        console.print(f"[bold]{body}[/]: {len(members)} members")


def _changed(console: Console, changed: Json) -> None:
    for word, key in (
        ("enters into force", "entered"),
        ("no longer in force", "left"),
        ("contested from now", "contested"),
    ):
        for ref in changed[key]:
            console.print(f"  [green]{word}[/] {escape(ref['title'])} [dim]{ref['id']}[/]")
    for war in changed["wars_begun"]:
        console.print(f"  [red]war begins[/] {war['attacker']} upon {war['defender']} ({war['since']})")
    for war in changed["wars_ended"]:
        console.print(f"  [red]war ends[/] {war['attacker']} and {war['defender']} ({war['until']})")
    for move in changed["control"]:
        one, two = move["from"], move["to"]
        console.print(
            f"  [cyan]control[/] {move['place']}: {one['controller']} ({one['regime']}) to {two['controller']} ({two['regime']})"
        )


def _between(console: Console, answer: Json) -> None:
    console.print(f"[bold]From {answer['day']} to {answer['to']}[/]")
    _changed(console, answer["changed"])


def _replay(console: Console, answer: Json) -> None:
    console.print(f"[bold]Replay {answer['from']} to {answer['to']}[/]: {len(answer['acts'])} acts with findings")
    for one in answer["acts"]:
        act = one["act"]
        console.print(
            f"\n[bold]{one['day']} {act['actor']} {act['verb']} {act['target'] or ''}[/] [dim]{one['event']['id']}[/]"
        )
        for finding in one["findings"]:
            outcome = finding.get("outcome")
            came = (
                f" → {_verdict(outcome['verdict'])}"
                if outcome and outcome["verdict"]
                else " → not recorded"
                if outcome
                else ""
            )
            against = f" against {finding['against']}" if finding["against"] else ""
            console.print(
                f"  {_verdict(finding['verdict'])} {finding['debtor']} → {finding['creditor']}{against}: {finding['pledge']} [dim]{finding['commitment']}[/]{came}"
            )


def _suppose(console: Console, answer: Json) -> None:
    console.print(f"[bold]{escape(answer['supposition']['title'])}[/]\n[dim]{answer['caution']}[/]")
    for word, key in (("lost", "lost"), ("gained", "gained")):
        console.print(f"[bold]findings {word}[/]: {len(answer[key])}")
        for row in answer[key]:
            outcome = f" → {row['outcome']}" if row["outcome"] else ""
            console.print(
                f"  {row['event']}: {_verdict(row['verdict'])} {row['debtor']} → {row['creditor']} [dim]{row['commitment']}[/]{outcome}"
            )
    console.print(f"[bold]events that lose their ground[/]: {len(answer['groundless'])}")
    for event in answer["groundless"]:
        console.print(f"  {event['date']} {escape(event['title'])} [dim]rested on {', '.join(event['rested_on'])}[/]")


def _courses(console: Console, answer: Json) -> None:
    console.print(
        f"[bold]{answer['act']['actor']} {answer['act']['verb']} {answer['act']['target']}[/], {answer['day']}: fewest promises broken: {answer['broken']}"
    )
    for number, course in enumerate(answer["courses"], 1):
        console.print(
            f"\ncourse {number}: "
            + (_names([f"{j['by']} fights {j['against']}" for j in course["joins"]], 12) or "nobody joins")
        )
        for broken in course["breaks"]:
            console.print(
                f"  {_verdict('breach')} {broken['debtor']} → {broken['creditor']} [dim]{broken['commitment']}[/] ({broken['how']})"
            )


_SHOWS: dict[str, Callable[[Console, Json], None]] = {
    "bound": _bound, "act": _act, "why": _why, "whynot": _whynot, "treaty": _treaty, "state": _state,
    "person": _person, "place": _place, "day": _day, "between": _between, "replay": _replay, "suppose": _suppose,
    "courses": _courses,
}  # fmt: skip
