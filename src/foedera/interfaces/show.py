"""Answers for people: wrapped and coloured on a terminal, plain unwrapped lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import groupby

from foedera.interfaces.markup import Json, Out, cited, escape, plain, tame

_COLOURS = {
    "due": "bold green", "breach": "bold red", "barred": "yellow", "contested": "magenta", "conflict": "bold yellow",
    "deadlock": "bold magenta", "power": "cyan", "not-due": "dim", "in-force": "green", "not-in-force": "dim",
    "kept": "green", "part-kept": "green", "unperformed": "red", "waived": "cyan", "excused": "cyan", "lapsed": "dim",
}  # fmt: skip


def show(kind: str, answer: Json) -> None:
    """Print an answer of a kind."""
    _shower(kind)(_terminal() if sys.stdout.isatty() else _pipe, answer)


def lines(kind: str, answer: Json) -> list[str]:
    """An answer of a kind as plain lines."""
    found: list[str] = []
    _shower(kind)(lambda line: found.append(plain(line)), answer)
    return found


def _shower(kind: str) -> Callable[[Out, Json], None]:
    if kind in _SHOWS:
        return _SHOWS[kind]
    from foedera.interfaces import brief, games, marks, sides

    return (brief.SHOWS | sides.SHOWS | games.SHOWS | marks.SHOWS)[kind]


def _pipe(line: str) -> None:
    print(plain(line))


def _terminal() -> Out:
    # rich takes a while to import, and a pipe has no use for it.
    from rich.console import Console
    from rich.padding import Padding

    console = Console(highlight=False, emoji=False)

    def out(line: str) -> None:
        text = tame(line).lstrip("\n ")
        indent = len(line.lstrip("\n")) - len(text)
        console.print(Padding(text, (int(line.startswith("\n")), 0, 0, indent)))

    return out


def _verdict(word: str) -> str:
    return f"[{_COLOURS.get(word, 'bold')}]{word}[/]"


def _seen(answer: Json) -> str:
    return f", as known to {answer['known_to']}" if answer.get("known_to") else ""


def _names(words: Iterable[str], most: int = 6) -> str:
    words = list(words)
    return ", ".join(words) if len(words) <= most else f"{', '.join(words[:most])} and {len(words) - most} more"


# -- bound ------------------------------------------------------------------------


def _bound(out: Out, answer: Json) -> None:
    rows = answer["commitments"]
    out(f"[bold]Bound on {answer['day']}[/]{_seen(answer)}: {len(rows)} commitment{'' if len(rows) == 1 else 's'}")
    if not rows:
        out("Nothing in the record binds these states to each other on that day; --all shows what does not, and why.")
        return
    for treaty, group in groupby(rows, key=lambda r: r["treaty"]["id"]):
        articles = list(group)
        out(f"\n[bold]{escape(articles[0]['treaty']['title'])}[/] [dim]{treaty}[/]")
        for article, same in groupby(articles, key=lambda r: (r["article"], r["pledge"], r["status"], r["says"])):
            _bound_article(out, article, list(same))


def _bound_article(out: Out, article: tuple[str, ...], rows: list[Json]) -> None:
    number, pledge, status, says = article
    pairs = [f"{r['debtor']} → {r['creditor']}" for r in rows]
    secret = " [red]secret[/]" if rows[0]["secret"] else ""
    until = rows[0]["until"] or "open"
    out(
        f"  art. {escape(number)} [bold]{pledge}[/]{secret} {_verdict(status)} since {rows[0]['since']} until {until}: {_names(pairs, 4)}"
    )
    out(f"    {escape(says)}")
    if rows[0]["known"]:
        out(
            f"    [cyan]known[/] to {rows[0]['known']['to']} from {rows[0]['known']['from']}: {escape(rows[0]['known']['how'])}"
        )
    _readings(out, rows[0]["readings"], "    ", rows[0]["status"])
    out(f"    [dim]{escape(rows[0]['at'])} · {cited(rows[0]['sources'])}[/]")


def _readings(out: Out, readings: list[Json], indent: str, verdict: str = "") -> None:
    for note in readings:
        alternative = f"{note['reading']}={note['alternative']}"
        if note["open"]:
            out(f"{indent}[magenta]disputed[/]: {alternative} gives {_verdict(note['verdict'])}")
        elif note["verdict"] != verdict:
            out(f"{indent}[dim]asserted by a party only: {alternative} would give {note['verdict']}[/]")


# -- act --------------------------------------------------------------------------


def _act(out: Out, answer: Json) -> None:
    act = answer["act"]
    sentence = " ".join(w for w in (act["actor"], act["verb"], act["target"]) if w)
    out(f"[bold]{sentence}[/], {answer['day']}{_seen(answer)}")
    if act["recorded"]:
        out(f"[dim]the record holds this act: {act['recorded']}[/]")
    for judged in act.get("assessed", ()):
        word = "" if judged["holds"] else "not "
        out(f"[dim]assessed: {word}{judged['is']} ({escape(judged['by'])})[/]")
    taken = [a for a in act["assumed"] if not any(a.removeprefix("un") == j["is"] for j in act.get("assessed", ()))]
    if taken:
        out(f"taken for granted: {', '.join(taken)}")
    for sentence in answer["given"]:
        out(f"given: {escape(sentence)}")
    if answer.get("assuming"):
        out("supposing that every armed help that falls due is given")
    if not answer["findings"]:
        out("No commitment in the record is touched. `foedera whynot` says why for two states.")
    _findings(out, answer["findings"])


def _findings(out: Out, findings: list[Json]) -> None:
    def alike(f: Json) -> tuple[str, ...]:
        return (
            f["verdict"],
            f.get("upon", ""),
            f["commitment"],
            f.get("conflicts_with", ""),
            f["against"] or "",
        )

    for _, group in groupby(sorted(findings, key=lambda f: _rank(f["verdict"])), key=alike):
        _finding(out, list(group))


_RANKS = ["breach", "due", "contested", "barred", "conflict", "deadlock", "power", "not-due"]


def _rank(word: str) -> int:
    return _RANKS.index(word) if word in _RANKS else len(_RANKS)


def _finding(out: Out, same: list[Json]) -> None:
    first = same[0]
    debtors = list(dict.fromkeys(f["debtor"] for f in same))
    creditors = list(dict.fromkeys(f["creditor"] for f in same))
    against = f" against {first['against']}" if first["against"] else ""
    secret = " [red]secret[/]" if first["secret"] else ""
    out(
        f"\n{_verdict(first['verdict'])}  [bold]{_names(debtors)}[/] → {_names(creditors)}{against}: {first['pledge']}{secret}"
    )
    out(f"  {escape(first['treaty']['title'])}, art. {escape(first['article'])} [dim]{first['commitment']}[/]")
    if first.get("upon"):
        out(f"  upon: {escape(first['upon'])}")
    if first.get("conflicts_with"):
        out(f"  collides with {first['conflicts_with']}")
    _readings(out, first["readings"], "  ", first["verdict"])
    for step in first["because"]:
        _step(out, step, "    ")
    if first.get("outcome"):
        _outcome(out, first["outcome"])


def _step(out: Out, step: Json, indent: str) -> None:
    if step["kind"] == "exception":
        word = "defeats it" if step["holds"] else "no exception"
    else:
        word = "yes" if step["holds"] else "no"
    colour = "green" if step["holds"] != (step["kind"] == "exception") else "red"
    at = _near(step["at"])
    where = f" [dim]{escape(at)}[/]" if at else ""
    line = f"[{colour}]{word}[/] {escape(step['says'])}{where}"
    out(indent + line)
    for below in step.get("because", ()):
        _step(out, below, indent + "    ")


def _near(at: str) -> str:
    """A place without the folders that every place shares."""
    return at.split("/", 2)[-1] if at.startswith("dossiers/") else at


def _outcome(out: Out, outcome: Json) -> None:
    word = outcome["verdict"]
    told = _verdict(word) if word else "the record does not say"
    reasons = "; ".join(step["says"] for step in outcome["because"])
    out(f"  came of it: {told} ({escape(reasons)})")


def _whynot(out: Out, answer: Json) -> None:
    act = answer["act"]
    out(
        f"[bold]Why {answer['debtor']} owes {answer['creditor']} nothing[/] upon {act['actor']} {act['verb']} {act['target']}, {answer['day']}{_seen(answer)}"
    )
    if not answer["candidates"]:
        out(f"The record holds no commitment of {answer['debtor']} to {answer['creditor']}.")
    for candidate in answer["candidates"]:
        if candidate["first_failing"] is None:
            out(f"\n{_verdict(candidate['verdict'])} {candidate['commitment']} ({candidate['pledge']}): it does")
        else:
            out(f"\n{_verdict(candidate['verdict'])} {candidate['commitment']} ({candidate['pledge']})")
            _readings(out, candidate["readings"], "    ", candidate["verdict"])
        for step in candidate["because"]:
            _step(out, step, "    ")


def _why(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['subject']}[/] on {answer['day']}{_seen(answer)}")
    groups = groupby(answer["standing"], key=lambda s: (s["id"], s["status"], s["since"], s["until"]))
    for (id_, status, since, until), group in groups:
        rows = list(group)
        pairs = _names([f"{r['debtor']} → {r['creditor']}" for r in rows], 4)
        out(f"{_verdict(status)} {id_} since {since or 'never'} until {until or 'open'}: {pairs}")
        for step in rows[0]["because"]:
            out(f"  {escape(step['says'])} [dim]{escape(_near(step['at']))} · {cited(step['sources'])}[/]")
        _readings(out, rows[0]["readings"], "  ", rows[0]["status"])
    if "findings" in answer:
        _findings(out, answer["findings"])


# -- records ------------------------------------------------------------------------


def _treaty(out: Out, answer: Json) -> None:
    record = answer["treaty"]
    out(f"[bold]{escape(record['title'])}[/] [dim]{record['id']}[/]")
    out(
        f"signed {record['signed']}{' at ' + escape(record['place']) if record['place'] else ''}; parties: {_names(record['parties'], 12)}"
    )
    if answer["status"]:
        until = answer["until"] or "open"
        out(
            f"on {answer['day']}: {_verdict(answer['status'])}"
            + (f", since {answer['since']} until {until}" if answer["since"] else "")
        )
        for line in answer["because"]:
            out(f"  {escape(line)}")
        _readings(out, answer["readings"], "  ", answer["status"])
    force = record["force"]
    out(f"force: by {force['by']}{' from ' + force['from'] if force['from'] else ''} [dim]{cited(force['sources'])}[/]")
    if record["term"]:
        term = {k: v for k, v in record["term"].items() if v not in (None, "")}
        out("term: " + ", ".join(f"{k.replace('_', ' ')} {escape(str(v))}" for k, v in term.items()))
    for end in record["ends"]:
        reading = f" [magenta]only under {end['reading']}[/]" if end["reading"] else ""
        out(f"end: {end['how']} {end['on'] or end['from']} {escape(end['says'])}{reading}")
    for step in record["steps"]:
        out(f"{step['stage']} {step['on']} by {_names(step['by'])}: {escape(step['says'])}")
    for article in record["articles"]:
        secret = " [red]secret[/]" if article["secret"] else ""
        out(f"  art. {escape(article['article'])} [bold]{article['pledge']}[/]{secret}: {escape(article['text'])}")
    for known in [*record["known"], *(k for p in record["protocols"] for k in p["known"])]:
        out(
            f"[cyan]known[/] to {known['to']} from {known['from']}: {escape(known['how'])} [dim]{cited(known['sources'])}[/]"
        )
    for point in record["differs"]:
        mark = " (established)" if point["established"] else ""
        out(
            f"[magenta]sources differ[/] on {escape(point['point'])}: {escape(point['value'])}, {escape(point['by'])}{mark}"
        )
    for event in answer["events"]:
        out(f"[dim]{event['date']}[/] {escape(event['title'])} [dim]{event['id']}[/]")
    _disputed(out, answer)
    out(f"[dim]{record['at']} · {cited(record['sources'])}[/]")


def _disputed(out: Out, answer: Json) -> None:
    for row in answer["disagreements"]:
        settled = f": {escape(row['established'])}" if row["established"] else ", undecided"
        out(f"[magenta]sources differ[/] on {escape(row['title'])}{settled} [dim]foedera disagreement {row['id']}[/]")


def _state(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['title']}[/] [dim]{answer['state']}[/] {escape(answer['official'])}")
    for language, forms in answer["names"].items():
        out(f"  {language}: {escape(', '.join(forms))}")
    for life in answer["existence"]:
        out(
            f"exists from {life['from'] or 'before the record'} until {life['until'] or 'beyond it'}"
            + (f" ({escape(life['closed'])})" if life["closed"] else "")
        )
    for member in answer["memberships"]:
        left = f" until {member['until']} ({member['left']})" if member["until"] else ""
        out(f"member of {member['organization']} from {member['from']}{left}")
    for ref in answer["treaties"]:
        out(f"  {ref['signed']} {escape(ref['title'])} [dim]{ref['id']}[/]")
    _disputed(out, answer)
    out(f"[dim]{answer['at']} · {cited(answer['sources'])}[/]")


def _person(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['title']}[/] [dim]{answer['person']}[/] {answer['born'] or ''}–{answer['died'] or ''}")
    for language, forms in answer["names"].items():
        out(f"  {language}: {escape(', '.join(forms))}")
    if not answer["offices"]:
        out(f"the record holds no office{' on ' + answer['day'] if answer['day'] else ''}")
    for office in answer["offices"]:
        dates = f"{office['from'] or '?'} to {office['until'] or 'beyond the record'}"
        unsure = "" if office["sure"] else " (by these dates not certain)"
        out(f"{escape(office['title'])}, {office['of']}: {dates}{unsure}")
    _disputed(out, answer)
    out(f"[dim]{answer['at']} · {cited(answer['sources'])}[/]")


def _place(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['place']}[/]")
    if answer["day"]:
        controller = f", held by {answer['controller']}" if answer["controller"] != answer["sovereign"] else ""
        out(
            f"on {answer['day']}: of {answer['sovereign'] or 'nobody in the record'}{controller}; regime {answer['regime'] or 'unknown'}"
        )
        if answer.get("says"):
            out(f"  {escape(answer['says'])}")
    for sphere in answer["spheres"]:
        out(
            f"sphere of {sphere['of']} by {sphere['treaty']} art. {escape(sphere['article'])}{' [red]secret[/]' if sphere['secret'] else ''}"
        )
    for claim in answer["claims"]:
        out(
            f"[magenta]claimed[/] by {claim['by']} from {claim['from'] or '?'} until {claim['until'] or 'open'}: {escape(claim['says'])}"
        )
    for control in answer.get("history", ()):
        out(
            f"  {control['from'] or '...'} to {control['until'] or '...'}: {control['sovereign']}, held by {control['controller']}, {control['regime']} {escape(control['says'])}"
        )
    _disputed(out, answer)
    out(f"[dim]{answer['at']} · {cited(answer['sources'])}[/]")


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


# -- times ---------------------------------------------------------------------------


def _day(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['day']}[/]{_seen(answer)}")
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
        out(f"  {ref['signed']} {escape(ref['title'])} {_verdict(ref['status'])} [dim]{ref['id']}[/]")
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


def _replay(out: Out, answer: Json) -> None:
    out(f"[bold]Replay {answer['from']} to {answer['to']}[/]: {len(answer['acts'])} acts with findings")
    for one in answer["acts"]:
        act = one["act"]
        out(f"\n[bold]{one['day']} {act['actor']} {act['verb']} {act['target'] or ''}[/] [dim]{one['event']['id']}[/]")
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
            out(
                f"  {_verdict(finding['verdict'])} {finding['debtor']} → {finding['creditor']}{against}: {finding['pledge']} [dim]{finding['commitment']}[/]{came}"
            )


def _suppose(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['supposition']['title'])}[/]\n[dim]{answer['caution']}[/]")
    for word, key in (("lost", "lost"), ("gained", "gained")):
        out(f"[bold]findings {word}[/]: {len(answer[key])}")
        for row in answer[key]:
            outcome = f" → {row['outcome']}" if row["outcome"] else ""
            out(
                f"  {row['event']}: {_verdict(row['verdict'])} {row['debtor']} → {row['creditor']} [dim]{row['commitment']}[/]{outcome}"
            )
    out(f"[bold]events that lose their ground[/]: {len(answer['groundless'])}")
    for event in answer["groundless"]:
        out(f"  {event['date']} {escape(event['title'])} [dim]rested on {', '.join(event['rested_on'])}[/]")


def _courses(out: Out, answer: Json) -> None:
    out(
        f"[bold]{answer['act']['actor']} {answer['act']['verb']} {answer['act']['target']}[/], {answer['day']}: fewest promises broken: {answer['broken']}"
    )
    for number, course in enumerate(answer["courses"], 1):
        out(
            f"\ncourse {number}: "
            + (_names([f"{j['by']} fights {j['against']}" for j in course["joins"]], 12) or "nobody joins")
        )
        for broken in course["breaks"]:
            out(
                f"  {_verdict('breach')} {broken['debtor']} → {broken['creditor']} [dim]{broken['commitment']}[/] ({broken['how']})"
            )


_SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "bound": _bound, "act": _act, "why": _why, "whynot": _whynot, "treaty": _treaty, "state": _state,
    "person": _person, "place": _place, "day": _day, "between": _between, "replay": _replay, "suppose": _suppose,
    "courses": _courses, "map": _map,
}  # fmt: skip
