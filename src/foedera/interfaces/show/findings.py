"""What the law finds, for people: who is bound, what an act sets off, why, and why not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from foedera.interfaces.markup import Json, Out, cited, escape
from foedera.interfaces.show.phrases import disputes, names, near, seen, verdict


def _bound(out: Out, answer: Json) -> None:
    rows = answer["commitments"]
    out(f"[bold]Bound on {answer['day']}[/]{seen(answer)}: {len(rows)} commitment{'' if len(rows) == 1 else 's'}")
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
        f"  art. {escape(number)} [bold]{pledge}[/]{secret} {verdict(status)} since {rows[0]['since']} until {until}: {names(pairs, 4)}"
    )
    out(f"    {escape(says)}")
    if rows[0]["known"]:
        out(
            f"    [cyan]known[/] to {rows[0]['known']['to']} from {rows[0]['known']['from']}: {escape(rows[0]['known']['how'])}"
        )
    disputes(out, rows[0]["readings"], "    ", rows[0]["status"])
    out(f"    [dim]{escape(rows[0]['at'])} · {cited(rows[0]['sources'])}[/]")


def _sentence(act: Json) -> str:
    return " ".join(word for word in (act["actor"], act["verb"], act["target"] or act["treaty"]) if word)


def _act(out: Out, answer: Json) -> None:
    act = answer["act"]
    sentence = _sentence(act)
    out(f"[bold]{sentence}[/], {answer['day']}{seen(answer)}")
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
    if "leaving" in answer:
        _leaving(out, answer["leaving"])
    elif not answer["findings"]:
        out("No commitment in the record is touched. `foedera whynot` says why for two states.")
    _findings(out, answer["findings"])


_MAY = {
    "at-once": "may leave at once",
    "by-notice": "may leave by notice",
    "not-yet": "may not leave yet",
    "no-clause": "has no right to leave alone",
    "not-bound": "is not bound",
    "contested": "whether it may leave is disputed",
}


def _leaving(out: Out, left: Json) -> None:
    free = f", free on {left['effect']}" if left["effect"] else ""
    out(f"\n{verdict(left['verdict'])}  [bold]{left['party']}[/]: {_MAY[left['verdict']]}{free}")
    out(f"  {escape(left['treaty']['title'])} [dim]{left['treaty']['id']}[/]")
    disputes(out, left["readings"], "  ", left["verdict"])
    for step in left["because"]:
        _step(out, step, "    ")
    ends = [row for row in left["commitments"] if row["until"]]
    stays = [row for row in left["commitments"] if not row["until"]]
    _owed(out, f"ends on {left['effect']}", ends)
    _owed(out, "is not undone" if left["effect"] else "goes on", stays)
    _owed(out, f"{left['party']} owes the same states besides", left["besides"])
    for row in left["recorded"]:
        reading = f", under {row['reading']}" if row["reading"] else ""
        says = f": {escape(row['says'])}" if row["says"] else ""
        out(f"\n  in the record: {row['how']} on {row['given']}, until {row['until'] or 'open'}{reading}{says}")


def _owed(out: Out, what: str, rows: list[Json]) -> None:
    if rows:
        out(f"\n  [bold]{what}[/]")
    for row in rows:
        secret = " [red]secret[/]" if row["secret"] else ""
        pair = f"{names(row['debtors'], 3)} → {names(row['creditors'], 3)}"
        out(f"    {pair}: {row['pledge']}{secret} [dim]{row['commitment']}[/]")


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
        f"\n{verdict(first['verdict'])}  [bold]{names(debtors)}[/] → {names(creditors)}{against}: {first['pledge']}{secret}"
    )
    out(f"  {escape(first['treaty']['title'])}, art. {escape(first['article'])} [dim]{first['commitment']}[/]")
    if first.get("upon"):
        out(f"  upon: {escape(first['upon'])}")
    if first.get("conflicts_with"):
        out(f"  collides with {first['conflicts_with']}")
    disputes(out, first["readings"], "  ", first["verdict"])
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
    at = near(step["at"])
    where = f" [dim]{escape(at)}[/]" if at else ""
    line = f"[{colour}]{word}[/] {escape(step['says'])}{where}"
    out(indent + line)
    for below in step.get("because", ()):
        _step(out, below, indent + "    ")


def _outcome(out: Out, outcome: Json) -> None:
    word = outcome["verdict"]
    told = verdict(word) if word else "the record does not say"
    reasons = "; ".join(step["says"] for step in outcome["because"])
    out(f"  came of it: {told} ({escape(reasons)})")


def _whynot(out: Out, answer: Json) -> None:
    sentence = _sentence(answer["act"])
    out(
        f"[bold]Why {answer['debtor']} owes {answer['creditor']} nothing[/] upon {sentence}, {answer['day']}{seen(answer)}"
    )
    if not answer["candidates"]:
        out(f"The record holds no commitment of {answer['debtor']} to {answer['creditor']}.")
    for candidate in answer["candidates"]:
        if candidate["first_failing"] is None:
            out(f"\n{verdict(candidate['verdict'])} {candidate['commitment']} ({candidate['pledge']}): it does")
        else:
            out(f"\n{verdict(candidate['verdict'])} {candidate['commitment']} ({candidate['pledge']})")
            disputes(out, candidate["readings"], "    ", candidate["verdict"])
        for step in candidate["because"]:
            _step(out, step, "    ")


def _why(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['subject']}[/] on {answer['day']}{seen(answer)}")
    groups = groupby(answer["standing"], key=lambda s: (s["id"], s["status"], s["since"], s["until"]))
    for (id_, status, since, until), group in groups:
        rows = list(group)
        pairs = names([f"{r['debtor']} → {r['creditor']}" for r in rows], 4)
        out(f"{verdict(status)} {id_} since {since or 'never'} until {until or 'open'}: {pairs}")
        for step in rows[0]["because"]:
            out(f"  {escape(step['says'])} [dim]{escape(near(step['at']))} · {cited(step['sources'])}[/]")
        disputes(out, rows[0]["readings"], "  ", rows[0]["status"])
    if "findings" in answer:
        _findings(out, answer["findings"])


def _courses(out: Out, answer: Json) -> None:
    out(
        f"[bold]{answer['act']['actor']} {answer['act']['verb']} {answer['act']['target']}[/], {answer['day']}: fewest promises broken: {answer['broken']}"
    )
    for number, course in enumerate(answer["courses"], 1):
        out(
            f"\ncourse {number}: "
            + (names([f"{j['by']} fights {j['against']}" for j in course["joins"]], 12) or "nobody joins")
        )
        for broken in course["breaks"]:
            out(
                f"  {verdict('breach')} {broken['debtor']} → {broken['creditor']} [dim]{broken['commitment']}[/] ({broken['how']})"
            )


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "bound": _bound, "act": _act, "why": _why, "whynot": _whynot, "courses": _courses,
}  # fmt: skip
