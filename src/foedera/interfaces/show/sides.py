"""Alignments for people: landscapes, the balance of signed ties, power."""

from __future__ import annotations

from collections.abc import Callable

from foedera.interfaces.markup import Json, Out, cited, escape


def _align(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/], {answer['year']}")
    out(f"{len(answer['states'])} states, {answer['configurations']:,} configurations, {_found(answer)}")
    for number, minimum in enumerate(answer["minima"], 1):
        share = "" if minimum["share"] is None else f", basin {minimum['share']:.1%}"
        depth = "" if minimum["depth"] is None else f", depth {minimum['depth']:.1f}"
        out(f"\n[bold]{number}[/]. energy {minimum['energy']:,.1f}{share}{depth}")
        for camp in minimum["camps"]:
            out(f"   {', '.join(camp)}")
        out(f"   [yellow]misplaced[/]: {', '.join(minimum['misplaced']) or 'none'}")
        if minimum["way_out"]:
            out(f"   [dim]way out over the lowest pass: {', '.join(s['state'] for s in minimum['way_out'])}[/]")
    for row in answer["published"]:
        apart = ", ".join(row["apart"]) or "nobody"
        near = f"nearest to {row['nearest'] + 1}, but for: {apart}"
        out(f"\n[bold]{escape(row['title'])}[/]: energy {row['energy']:,.1f}; {near}")
    _null(out, answer.get("null"))
    for row in answer.get("years", []):
        out(f"{row['year']}: {_brief(row)}")
    for row in answer.get("varied", []):
        out(f"{row['component']} at {row['weight']:g}: {_brief(row)}")
    _weighted(out, answer.get("weighted"))
    weights = ", ".join(f"{c['id']} {c['weight']:g}" for c in answer["components"])
    out(f"\n[dim]weights: {weights} · {cited(answer['sources'])}[/]")


def _found(answer: Json) -> str:
    """How many minima there are; or, where they were searched for, what is known of the deepest."""
    if answer["complete"]:
        return f"{len(answer['minima'])} local {'minimum' if len(answer['minima']) == 1 else 'minima'}"
    proof = "proven the deepest" if answer["proven"] else f"not proven, none is below {answer['bound']:,.1f}"
    return f"{answer['found']} local minima found by {answer['descents']:,} descents and a tabu search; first: {proof}"


def _weighted(out: Out, test: Json | None) -> None:
    if test is None:
        return
    same, near = test["same"] / test["draws"], test["as_near"] / test["draws"]
    out(f"\n[bold]All weights drawn anew[/], {test['draws']} times, between half and double")
    out(f"   the deepest minimum has the same camps in {same:.0%}, and misplaces no more in {near:.0%}")
    shaky = sorted((share, state) for state, share in test["loyal"].items() if share < 0.95)
    out(f"   least sure of their camp: {', '.join(f'{state} {share:.0%}' for share, state in shaky) or 'nobody'}")


def _brief(row: Json) -> str:
    minima = f"{row['minima']} minima" if row["minima"] > 1 else "1 minimum"
    return (
        f"{minima}, deepest {row['energy']:,.1f} (basin {row['share']:.0%}), {len(row['misplaced'])} misplaced;"
        f" against {row['camps'][0][0]}: {', '.join(row['camps'][1]) or 'nobody'}"
    )


def _null(out: Out, test: Json | None) -> None:
    if test is None:
        return
    out(f"\n[bold]Null test[/]: of {test['draws']} landscapes with the same sizes and shuffled propensities")
    out(f"   {test['as_near']} have a minimum that misplaces {test['misplaced']} or fewer")
    out(f"   {test['deepest_as_near']} have a deepest one that misplaces {test['deepest_misplaced']} or fewer")


def _windows(out: Out, answer: Json) -> None:
    for row in answer["windows"]:
        out(f"{escape(row['window'])}: {_frustration(row)}")
    out(f"[dim]{answer['definition']}[/]")


def _months(out: Out, answer: Json) -> None:
    for row in answer["months"]:
        out(f"{row['day']}: {_frustration(row)}; against the larger camp: {', '.join(row['camps'][1]) or 'nobody'}")


def _frustration(row: Json) -> str:
    proof = "proven" if row["proven"] else f"not proven, at least {row['bound']}"
    weight = f" of weight {row['weight']}" if row["weight"] != row["ties"] else ""
    counted = f"{row['actors']} actors, {row['ties']} ties{weight}, {row['negative']} negative"
    return f"frustration {row['frustration']} ({proof}); {counted}"


def _balance(out: Out, answer: Json) -> None:
    seen = f", as known to {answer['known_to']}" if answer["known_to"] else ""
    out(f"[bold]Balance on {answer['day']}[/]{seen}: {_frustration(answer)}")
    triads = ", ".join(f"{kind} {number}" for kind, number in answer["triads"].items())
    out(f"triads: {triads}")
    for number, camp in enumerate(answer["camps"], 1):
        out(f"[bold]camp {number}[/]: {', '.join(camp)}")
    signed = {(tie["one"], tie["other"]): tie for tie in answer["signed"]}
    for tie in answer["frustrated"]:
        grounds = signed[tie["one"], tie["other"]]["grounds"]
        says = "; ".join(f"{g['kind']} {g['weight']:+d} {g['record']}" for g in grounds)
        out(f"  [yellow]frustrated[/] {tie['weight']:+d} {tie['one']} - {tie['other']}: [dim]{escape(says)}[/]")
    for group in answer["communities"]:
        out(f"community: {', '.join(group)}")
    out(f"[dim]{answer['definition']}[/]")


def _pivot(out: Out, answer: Json) -> None:
    seen = f", as known to {answer['known_to']}" if answer["known_to"] else ""
    out(f"[bold]The balance of power on {answer['day']}[/]{seen}")
    _powers(out, answer)
    if answer["next"]:
        out(f"[bold]From {answer['next']['day']}[/]: {_tipping(answer['next'])}")
        _bars(out, answer["next"]["outside"])
    if "then" in answer:
        out(f"\n[bold]The balance of power on {answer['then']['day']}[/]{seen}")
        _powers(out, answer["then"])
    out("\nfronts")
    for one in answer["exposures"]:
        fronts = ", ".join(f"{other} {km:,} km" for other, km in one["fronts_km"].items()) or "none"
        two = " [red]two fronts[/]" if one["two_fronts"] else ""
        out(
            f"  {one['state']}: {fronts}{two}; encirclement {one['encirclement']:.0%}, isolation {one['isolation']:.0%}"
        )
    out(f"[dim]{escape(answer['rivalry']['says'])} · {cited(answer['rivalry']['sources'])}[/]")
    out(f"[dim]pivotal: {answer['definitions']['pivotal']}[/]")


def _powers(out: Out, answer: Json) -> None:
    for name in ("stronger", "weaker"):
        camp = answer[name]
        out(f"  {name}: {', '.join(camp['states'])}: {camp['size']:.1f} ({camp['share']:.0%})")
    out(_tipping(answer))
    _bars(out, answer["outside"])


def _tipping(answer: Json) -> str:
    if answer["pivotal"] is None:
        return "[bold]pivotal[/]: nobody"
    gap = f": without it the weaker camp lacks {answer['gap']:.1f}, with it it outweighs" if "gap" in answer else ""
    return f"[bold]pivotal[/]: {answer['pivotal']}{gap}"


def _bars(out: Out, outside: list[Json]) -> None:
    for one in outside:
        if one["tips"] and one["bars"]:
            out(f"  {one['state']} ({one['size']:.1f}) would tip the balance, but is not free to:")
            for bar in one["bars"]:
                out(f"    {bar['commitment']}: {escape(bar['says'])} [dim]{escape(bar['at'])}[/]")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "align": _align,
    "balance": _balance,
    "months": _months,
    "pivot": _pivot,
    "windows": _windows,
}
