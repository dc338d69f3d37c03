"""The command line: every question as a command, for people and, with --json, for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

from foedera import answers
from foedera.disk import write_text
from foedera.dossier import Dossier, load
from foedera.errors import FoederaError
from foedera.interfaces import serve, sides, strategic
from foedera.interfaces.printing import piped as _piped
from foedera.interfaces.printing import print_json as _json
from foedera.interfaces.printing import tell as _tell
from foedera.interfaces.reading import read

app = typer.Typer(
    help="Plain-text treaties you can run: who was bound, on any day, to do what to whom, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
#: What `--dossier` calls the dossier that is made of the corpus.
ATOP = "atop"
_chosen: dict[str, str | None] = {"dossier": None}

Day = Annotated[str, typer.Argument(help="a day: YYYY-MM-DD", show_default=False)]
MaybeDay = Annotated[str | None, typer.Argument(help="a day: YYYY-MM-DD", show_default=False)]
Act = Annotated[str, typer.Argument(help='an act: "germany attacks poland"', show_default=False)]
Name = Annotated[str, typer.Argument(help="an id, or any name the record knows", show_default=False)]
MaybeName = Annotated[str | None, typer.Argument(help="an id or a name; absent: all of them", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Folder = Annotated[
    str | None,
    typer.Option("--dossier", "-d", help="a shipped dossier's name, or a folder", show_default=False),
]
KnownTo = Annotated[
    str | None,
    typer.Option("--known-to", help="only what this state, or the public, knew that day", show_default=False),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", help="decide a disputed point: READING=ALTERNATIVE", show_default=False),
]
Given = Annotated[
    list[str] | None,
    typer.Option("--given", help='suppose a fact: "france assists poland"', show_default=False),
]
All = Annotated[bool, typer.Option("--all", help="also what is not due, or not in force")]


@app.callback()
def _options(dossier: Folder = None) -> None:
    _chosen["dossier"] = dossier


def _load(dossier: str | None) -> Dossier:
    name = dossier if dossier is not None else _chosen["dossier"]
    if name == ATOP:
        from foedera.interfaces.corpus import atop

        return atop()
    return load(name)


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
        _load(dossier),
        day,
        by=by,
        to=to,
        pledge=pledge,
        known_to=known_to,
        readings=reading or (),
        everything=everything,
    )
    _tell(answer, as_json, "bound")


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
    record = _load(dossier)
    if least_breach:
        from foedera.answers.courses import least_breach as courses

        _tell(
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
    _tell(answer, as_json, "act")


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
        _load(dossier), subject, day, act=act, given=given or (), known_to=known_to, readings=reading or ()
    )
    _tell(answer, as_json, "why")


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
        _load(dossier),
        debtor,
        creditor,
        act,
        day,
        given=given or (),
        known_to=known_to,
        readings=reading or (),
    )
    _tell(answer, as_json, "whynot")


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
    record = _load(dossier)
    if to is not None:
        _tell(answers.between(record, day, to), as_json, "between")
        return
    _tell(answers.day(record, day, known_to=known_to, readings=reading or ()), as_json, "day")


@app.command()
def treaty(
    name: Name,
    day: MaybeDay = None,
    known_to: KnownTo = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """A treaty: its life, articles, secrecy, disputes; its status on a day."""
    _tell(answers.treaty(_load(dossier), name, day, known_to=known_to), as_json, "treaty")


@app.command()
def state(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A state: names, existence, memberships, treaties."""
    _tell(answers.state(_load(dossier), name), as_json, "state")


@app.command()
def person(name: Name, day: MaybeDay = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A person: names and offices."""
    _tell(answers.person(_load(dossier), name, day), as_json, "person")


@app.command()
def place(
    name: Name,
    day: MaybeDay = None,
    known_to: KnownTo = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """A territory: whose it was, who held it, in whose sphere, claimed by whom."""
    _tell(answers.place(_load(dossier), name, day, known_to=known_to), as_json, "place")


@app.command()
def event(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """An event: its acts, what it answers and rests on, what was judged of it."""
    _tell(answers.event(_load(dossier), name), as_json, "event")


@app.command()
def organization(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """An organization: names, organs, members from when to when."""
    _tell(answers.organization(_load(dossier), name), as_json, "organization")


@app.command()
def reading(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A disputed point of law: its alternatives, who holds each, why one is the default."""
    _tell(answers.reading(_load(dossier), name), as_json, "reading")


@app.command()
def map(
    day: Day,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", help="write the areas of the day to this file", show_default=False)
    ] = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Who holds what outside its own name on a day, and the lines of spheres that stand."""
    record = _load(dossier)
    if geojson is not None:
        shapes = answers.geojson_on(record, day, known_to=known_to, readings=reading or ())
        write_text(geojson, json.dumps(shapes, ensure_ascii=False) + "\n")
    answer = answers.map_on(record, day, known_to=known_to, readings=reading or ())
    _tell(answer, as_json, "map")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="words, in any language of the record", show_default=False)],
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Records of every kind whose names or texts hold all words of a query."""
    _tell(answers.search(_load(dossier), query), as_json, "search")


@app.command()
def source(
    name: MaybeName = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The bibliography, or one entry of it."""
    _tell(answers.sources(_load(dossier), name), as_json, "sources")


@app.command()
def replay(
    since: Annotated[str | None, typer.Option("--from", help="first day", show_default=False)] = None,
    until: Annotated[str | None, typer.Option("--to", help="last day", show_default=False)] = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Every recorded act with its findings, and what came of each promise."""
    _tell(answers.replayed(_load(dossier), since, until, readings=reading or ()), as_json, "replay")


@app.command()
def suppose(
    file: Annotated[
        str | None, typer.Argument(help="a supposition: its id, or a TOML file", show_default=False)
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="take this treaty, article or event out", show_default=False),
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="first day", show_default=False)] = None,
    until: Annotated[str | None, typer.Option("--to", help="last day", show_default=False)] = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The difference a supposition makes: same acts, other law."""
    _tell(
        answers.supposed(_load(dossier), file, remove=without or (), first=since, last=until),
        as_json,
        "suppose",
    )


@app.command()
def debate(name: MaybeName = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A question of historians: positions, who holds them, evidence for and against."""
    record = _load(dossier)
    if name is None:
        _tell(answers.debates(record), as_json, "debates")
    else:
        _tell(answers.debate(record, name), as_json, "debate")


@app.command()
def disagreement(
    name: Annotated[
        str | None,
        typer.Argument(help="its id, a record that it concerns, or a word; absent: all", show_default=False),
    ] = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Points on which sources differ: who says what, and what is established."""
    record = _load(dossier)
    found = answers.disagreements(record) if name is None else answers.disagreement(record, name)
    _tell(found, as_json, "disagreement")


@app.command()
def figure(
    name: Annotated[
        str | None,
        typer.Argument(help="its id, a record that it concerns, or a word; absent: all", show_default=False),
    ] = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Numbers that somebody gave: with unit, day and source."""
    _tell(answers.figures(_load(dossier), name), as_json, "figures")


@app.command()
def mechanism(
    name: MaybeName = None,
    run: Annotated[bool, typer.Option("--run", help="run its demonstrations; exit code 1 when one fails")] = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """One way the system worked, and questions that show it at work."""
    record = _load(dossier)
    if name is None:
        _tell(answers.mechanisms(record), as_json, "mechanisms")
        return
    answer = answers.mechanism(record, name)
    if run:
        from foedera.interfaces.demonstrate import demonstrated

        answer = demonstrated(answer, dossier or _chosen["dossier"] or "interwar", app)
    _tell(answer, as_json, "mechanism")
    if not all(demo.get("held", True) for demo in answer["demonstrations"]):
        raise typer.Exit(1)


strategic.commands(app, _load, _tell)


@app.command()
def coverage(as_json: AsJson = False, dossier: Folder = None) -> None:
    """What the record holds, how much of it somebody looked up, and what is open."""
    _tell(answers.coverage(_load(dossier)), as_json, "coverage")


@app.command()
def check(
    folder: Annotated[
        str | None,
        typer.Argument(help="a dossier's folder, or the name of a shipped one", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """All problems of a dossier's files at once; exit code 1 when there is any."""
    from foedera.dossier import read_dossier

    found, problems = read_dossier(folder if folder is not None else _chosen["dossier"])
    with _piped():
        if as_json:
            keys = ("file", "line", "message", "hint")
            rows = [(p.origin.file, p.origin.line, p.message, p.hint) for p in problems]
            _json({"problems": [dict(zip(keys, row, strict=True)) for row in rows]})
        else:
            for problem in problems:
                print(problem, end="\n\n")
            print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}" + (f" in {found!r}" if found else ""))
    raise typer.Exit(1 if problems else 0)


@app.command()
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="treaty, event, state, ...; absent: all", show_default=False)
    ] = None,
) -> None:
    """The JSON Schema of a kind of record file, for your editor."""
    from foedera.dossier.schema import schemas
    from foedera.errors import UnknownName

    known = schemas()
    if kind is not None and kind not in known:
        raise UnknownName("kind of record", kind, sorted(known))
    with _piped():
        _json(known[kind] if kind else known)


sides.add_to(app, _load, _tell)
app.command()(read)
serve.add_to(app, _load)


def main() -> None:
    """Run the command line; every fault a user can mend is one sentence and exit code 2."""
    _guarded(_only(sys.argv[1:2]))


def _only(first: list[str]) -> typer.Typer:
    """The program with the command alone that is asked for: typer reads the signatures of all before it runs one."""
    asked = [c for c in app.registered_commands if c.callback and [c.callback.__name__] == first]
    if not asked:
        return whole()
    one = copy(app)
    one.registered_commands, one.registered_groups = asked, []
    return one


def whole() -> typer.Typer:
    """The program with its groups of commands, which a single command need not read at its start."""
    if not app.registered_groups:
        from foedera.interfaces import corpus

        app.add_typer(corpus.app, name="corpus")
    return app


def _guarded(run: Callable[[], object]) -> None:
    try:
        run()
    except FoederaError as fault:
        from foedera.dossier.problems import printable

        said = "\n".join(printable(line) for line in str(fault).splitlines())
        print(f"foedera: {said}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as fault:
        where = f" ({Path(fault.filename).name})" if isinstance(fault.filename, str) else ""
        print(f"foedera: {fault.strerror or fault}{where}; check the path and its permissions", file=sys.stderr)
        sys.exit(2)
