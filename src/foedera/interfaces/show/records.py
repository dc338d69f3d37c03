"""Single records for people: treaties, states, persons, places, events, bodies, readings; search and sources."""

from __future__ import annotations

from collections.abc import Callable

from foedera.interfaces.markup import Json, Out, cited, escape
from foedera.interfaces.show.phrases import disputes, many, names, verdict


def _treaty(out: Out, answer: Json) -> None:
    record = answer["treaty"]
    out(f"[bold]{escape(record['title'])}[/] [dim]{record['id']}[/]")
    out(
        f"signed {record['signed']}{' at ' + escape(record['place']) if record['place'] else ''}; parties: {names(record['parties'], 12)}"
    )
    if answer["status"]:
        until = answer["until"] or "open"
        out(
            f"on {answer['day']}: {verdict(answer['status'])}"
            + (f", since {answer['since']} until {until}" if answer["since"] else "")
        )
        for line in answer["because"]:
            out(f"  {escape(line)}")
        disputes(out, answer["readings"], "  ", answer["status"])
    out(_force(record["force"]))
    if record["term"]:
        out(_term(record["term"]))
    for end in record["ends"]:
        reading = f" [magenta]only under {end['reading']}[/]" if end["reading"] else ""
        out(f"end: {end['how']} {end['on'] or end['from']} {escape(end['says'])}{reading}")
    for step in record["steps"]:
        out(f"{step['stage']} {step['on']} by {names(step['by'])}: {escape(step['says'])}")
    for article in record["articles"]:
        secret = " [red]secret[/]" if article["secret"] else ""
        out(f"  art. {escape(article['article'])} [bold]{article['pledge']}[/]{secret}: {escape(article['text'])}")
    for known in [*record["known"], *(k for p in record["protocols"] for k in p["known"])]:
        out(
            f"[cyan]known[/] to {known['to']} from {known['from']}: {escape(known['how'])} [dim]{cited(known['sources'])}[/]"
        )
    for point in record["differs"]:
        out(_differing(point))
    for event in answer["events"]:
        out(f"[dim]{event['date']}[/] {escape(event['title'])} [dim]{event['id']}[/]")
    _disputed(out, answer)
    out(f"[dim]{record['at']} · {cited(record['sources'])}[/]")


def _differing(point: Json) -> str:
    """What one source says where they differ; of the value that the record goes by, whether anybody looked it up."""
    seen = any("verified" in source for source in point["sources"]) or not point["sources"]
    goes = f" (the record goes by this{'' if seen else '; not looked up'})" if point["established"] else ""
    says = f"{escape(point['value'])}, {escape(point['by'])}{goes}"
    return f"[magenta]sources differ[/] on {escape(point['point'])}: {says}"


def _force(force: Json) -> str:
    """How an instrument comes into force, with the record's caveat; a day without sources has those of the record."""
    says = f": {escape(force['says'])}" if force["says"] else ""
    own = f" [dim]{cited(force['sources'])}[/]" if force["sources"] else ""
    return f"force: by {force['by']}{' from ' + force['from'] if force['from'] else ''}{says}{own}"


def _term(term: Json) -> str:
    parts = [many(term["years"], "year")] if term["years"] else []
    parts += [f"until {term['until']}"] if term["until"] else []
    parts.append(f"{term['renews'].replace('none', 'no')} renewal")
    parts += [f"notice of {many(term['notice_months'], 'month')}"] if term["notice_months"] else []
    return "term: " + ", ".join(parts) + (f": {escape(term['says'])}" if term["says"] else "")


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


def _disputed(out: Out, answer: Json) -> None:
    for row in answer["disagreements"]:
        settled = f": {escape(row['established'])}" if row["established"] else ", undecided"
        out(f"[magenta]sources differ[/] on {escape(row['title'])}{settled} [dim]foedera disagreement {row['id']}[/]")


def _event(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['id']}[/]")
    out(f"{answer['date']}{', ' + escape(answer['place']) if answer['place'] else ''}")
    for act in answer["acts"]:
        upon = ", ".join((*act["target"], *([act["treaty"]] if act["treaty"] else [])))
        against = f" against {', '.join(act['against'])}" if act["against"] else ""
        says = f". {act['says']}" if act["says"] else ""
        out(f"  {escape(', '.join(act['actor']))} {act['form']} {escape(upon + against + says)}")
    if answer["actors"]:
        out(f"  took part: {escape(', '.join(answer['actors']))}")
    for judged in answer["assessed"]:
        of = f" of {judged['of']}" if judged["of"] else ""
        out(f"  judged{of}: {'' if judged['holds'] else 'not '}{judged['is']} ({escape(judged['by'] or 'the record')})")
    for name, says in (("answers", "answers"), ("answered_by", "answered by"), ("rests_on", "rests on")):
        for id_ in answer[name]:
            out(f"  {says} [dim]{id_}[/]")
    for row in answer["differs"]:
        out(f"  {_differing(row)}")
    if answer["note"]:
        out(f"  {escape(answer['note'])}")
    out(f"  [dim]{escape(answer['at'])} · {cited(answer['sources'])}[/]")


def _organization(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['organization']}[/]")
    out(f"from {answer['founded'] or 'before the record'} until {answer['dissolved'] or 'beyond it'}")
    for member in answer["members"]:
        left = f" until {member['until']} ({member['left'] or 'left'})" if member["until"] else ""
        reading = f" [magenta]only under {member['reading']}[/]" if member["reading"] else ""
        out(f"  {member['state']} from {member['from']}{left}{reading}")
    out(f"  [dim]{escape(answer['at'])} · {cited(answer['sources'])}[/]")


def _reading(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['reading']}[/]")
    for row in answer["alternatives"]:
        mark = " (the record goes by this one)" if row["id"] == answer["default"] else ""
        held = f", held by {escape(', '.join(row['holders']))}" if row["holders"] else ""
        out(f"  [bold]{row['id']}[/]{mark}: {escape(row['says'])}{held} [dim]{cited(row['sources'])}[/]")
    out(f"  {escape(answer['why'])}")
    divided = "scholars are divided: verdicts that turn on it are contested"
    out(f"  {divided if answer['open'] else 'only an interested party asserts the other'}")
    out(f"  [dim]{escape(answer['at'])} · {cited(answer['sources'])}[/]")


def _search(out: Out, answer: Json) -> None:
    out(f"[bold]{many(answer['count'], 'record')}[/] with {escape(answer['query'])}")
    for row in answer["found"]:
        also = f" ({escape(row['form'])})" if row["form"] else ""
        out(f"  {row['kind']}: {escape(row['title'])}{also} [dim]{row['id']}[/]")


def _sources(out: Out, answer: Json) -> None:
    for row in answer["sources"]:
        out(f"[bold]{escape(row['id'])}[/] {escape(row['cite'])} [dim]{row['kind']} {escape(row['url'] or '')}[/]")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "treaty": _treaty, "state": _state, "person": _person, "place": _place, "event": _event,
    "organization": _organization, "reading": _reading, "search": _search, "sources": _sources,
}  # fmt: skip
