"""What is asked of the law: who is bound, what an act sets off, why, and what a day or a supposition changes."""

from __future__ import annotations

from typing import Annotated

import typer

from foedera import answers
from foedera.errors import FoederaError
from foedera.interfaces.arguments import Act, All, AsJson, Day, Folder, Given, KnownTo, Readings, Since, Until
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

app = typer.Typer()


@app.command()
def bound(
    day: Day,
    by: Annotated[str | None, typer.Option("--by", help="only what this state owes", show_default=False)] = None,
    to: Annotated[str | None, typer.Option("--to", help="only what is owed to this state", show_default=False)] = None,
    pledge: Annotated[str | None, typer.Option("--pledge", help="only this pledge", show_default=False)] = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    everything: All = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Who is bound to whom on a day, for what."""
    answer = answers.bound_on(
        asked(dossier),
        day,
        by=by,
        to=to,
        pledge=pledge,
        known_to=known_to,
        readings=reading or (),
        everything=everything,
    )
    tell(answer, as_json, "bound")


@app.command()
def act(
    act: Act,
    day: Day,
    given: Given = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    assuming: Annotated[
        str | None,
        typer.Option("--assuming", help="`kept`: every armed help that is due is given", show_default=False),
    ] = None,
    least_breach: Annotated[
        bool,
        typer.Option("--least-breach", help="the courses that break fewest promises (needs the extra `asp`)"),
    ] = False,
    everything: All = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """What an act sets off, breaches, bars and empowers."""
    if assuming not in (None, "kept"):
        raise FoederaError(f"--assuming takes `kept`, not '{assuming}'")
    record = asked(dossier)
    if least_breach:
        from foedera.answers.courses import least_breach as courses

        tell(
            courses(record, act, day, given=given or (), known_to=known_to, readings=reading or ()),
            as_json,
            "courses",
        )
        return
    answer = answers.act_on(
        record,
        act,
        day,
        given=given or (),
        known_to=known_to,
        readings=reading or (),
        kept=assuming == "kept",
        everything=everything,
    )
    tell(answer, as_json, "act")


@app.command()
def why(
    subject: Annotated[str, typer.Argument(help="a commitment's id (TREATY/ARTICLE), or a treaty", show_default=False)],
    day: Day,
    act: Annotated[str | None, typer.Option("--act", help="the act that it is asked of", show_default=False)] = None,
    given: Given = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The argument for an article on a day: in force or not, and what an act makes of it."""
    answer = answers.why(
        asked(dossier), subject, day, act=act, given=given or (), known_to=known_to, readings=reading or ()
    )
    tell(answer, as_json, "why")


@app.command()
def whynot(
    debtor: Annotated[str, typer.Argument(help="who would owe", show_default=False)],
    creditor: Annotated[str, typer.Argument(help="to whom", show_default=False)],
    act: Act,
    day: Day,
    given: Given = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Why one state owes another nothing upon an act: the first failing condition of every candidate."""
    answer = answers.why_not(
        asked(dossier),
        debtor,
        creditor,
        act,
        day,
        given=given or (),
        known_to=known_to,
        readings=reading or (),
    )
    tell(answer, as_json, "whynot")


@app.command()
def day(
    day: Day,
    to: Annotated[
        str | None, typer.Option("--to", help="a later day: what changes until then", show_default=False)
    ] = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The world on a day; with --to, what changes between two days."""
    record = asked(dossier)
    if to is not None:
        tell(answers.between(record, day, to), as_json, "between")
        return
    tell(answers.day(record, day, known_to=known_to, readings=reading or ()), as_json, "day")


@app.command()
def replay(
    since: Since = None,
    until: Until = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Every recorded act with its findings, and what came of each promise."""
    tell(answers.replayed(asked(dossier), since, until, readings=reading or ()), as_json, "replay")


@app.command()
def suppose(
    file: Annotated[
        str | None, typer.Argument(help="a supposition: its id, or a TOML file", show_default=False)
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="take this treaty, article or event out", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The difference a supposition makes: same acts, other law."""
    tell(
        answers.supposed(asked(dossier), file, remove=without or (), first=since, last=until),
        as_json,
        "suppose",
    )
