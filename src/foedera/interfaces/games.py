"""Crises for people: the sentence, the tree with its probabilities, what the answer turns on, where it flips."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from foedera.interfaces.markup import Json, Out, cited, escape

#: Weights shown; the rest stand in the JSON.
_MOST = 10


def _crises(out: Out, answer: Json) -> None:
    for row in answer["crises"]:
        placebo = "  (placebo)" if row["placebo"] else ""
        out(f"[bold]{row['id']}[/]  {escape(row['title'])}, {row['day']}; asks of '{row['asks']}'{placebo}")
        for variant in row["variants"]:
            out(f"  [dim]--variant {variant['id']}: {escape(variant['title'])}[/]")
    out("\n[bold]Priors[/]")
    for row in answer["priors"]:
        out(f"  [bold]{row['id']}[/]  {escape(row['says'])} [dim](frozen {row['frozen']})[/]")


def _crisis(out: Out, answer: Json) -> None:
    told, prior = answer["crisis"], answer["prior"]
    out(f"[bold]{escape(told['title'])}[/]")
    for row in told["variants"]:
        if row["id"] == answer["variant"]:
            out(f"[bold]Variant: {escape(row['title'])}.[/] {escape(row['says'])} {cited(row['sources'])}")
    out(escape(told["about"]))
    out(f"[dim]Not modelled: {escape(told['omits'])}[/]")
    out(f"\n[bold]Under the prior '{prior['id']}'[/] ({answer['draws']:,} draws, lambda {answer['lambda']}, seed "
        f"{answer['seed']}, frozen {prior['frozen']})")  # fmt: skip
    _sentence(out, answer)
    _tree(out, answer)
    _turns_on(out, answer)
    _flip(out, answer)
    _outcome(out, answer)
    out(f"\n[dim]Sources: {cited(told['sources'])}[/]")


def _sentence(out: Out, answer: Json) -> None:
    probability, share = answer["probability"], answer["share"]
    out(f"  {escape(answer['sentence'])}")
    out(f"  At 95 %: probability {_percent(probability, 'low')} to {_percent(probability, 'high')}; "
        f"share {_percent(share, 'low')} to {_percent(share, 'high')}.")  # fmt: skip
    if answer.get("without_supposing"):
        before = answer["without_supposing"]["probability"]
        word = "raises" if probability["value"] > before["value"] else "lowers"
        made = " and ".join(f"'{choice}'" for choice in answer["supposed"])
        out(f"  To suppose {made} {word} it from {_percent(before)} to {_percent(probability)}.")
    for row in answer["suppositions"][:3]:
        out(f"  [dim]Supposing '{row['choice']}': {_percent(row['probability'])}, "
            f"in {_percent(row['share'])} of the prior.[/]")  # fmt: skip
    steps = ", ".join(f"{row['lambda']:g}: {row['probability']:.1%}" if row["lambda"] != "inf"
                      else f"best reply: {row['probability']:.1%}" for row in answer["path"])  # fmt: skip
    out(f"  [dim]Along lambda: {steps}[/]")
    out("  [dim]These are shares of a declared prior, not the probability of history.[/]")


def _tree(out: Out, answer: Json) -> None:
    game = answer["game"]
    out(f"\n[bold]Choices[/] ({game['outcomes']} outcomes, {game['decisions']} decisions, {game['distinct']} of them "
        "distinct); * was done")  # fmt: skip
    for (move, by), rows in groupby(answer["choices"], key=lambda row: (row["move"], row["by"])):
        out(f"  {move}, {by}:")
        for row in rows:
            out(f"    {row['probability']:6.1%} {'*' if row['recorded'] else ' '} {escape(row['title'])} "
                f"[dim]({row['choice']})[/]")  # fmt: skip


def _turns_on(out: Out, answer: Json) -> None:
    if answer["variant"]:
        out("\n[dim]Indices and the flip are worked out for the crisis itself, not for its variants.[/]")
        return
    out("\n[bold]What the answer turns on[/] (Sobol: alone; with others)")
    for row in answer["weights"][:_MOST]:
        first, total = row["first"], row["total"]
        if total is None:
            continue
        out(f"  {row['player']}, {row['feature']}: {first['value']:.3f} ({first['low']:.3f} to {first['high']:.3f}); "
            f"{total['value']:.3f} ({total['low']:.3f} to {total['high']:.3f})")  # fmt: skip
        out(f"    [dim]weight {row['low']:g} to {row['high']:g}: {escape(row['reason'])} {cited(row['sources'])}[/]")
        if row["mechanisms"]:
            out(f"    [dim]stands for: {', '.join(found['id'] for found in row['mechanisms'])}[/]")


def _flip(out: Out, answer: Json) -> None:
    if answer["variant"]:
        return
    out(f"\n[bold]The flip[/] (every weight in the middle of its range: {answer['centre']:.1%})")
    for row in answer["flips_alone"]:
        out(f"  alone: {row['player']}, {row['feature']} from {row['from']:g} to {row['to']:.3g}")
    if answer["flip"] is None:
        out("  No draw of this prior flips the choice.")
        return
    changes = answer["flip"]["changes"]
    told = "; ".join(f"{c['player']}, {c['feature']} {c['from']:.2f} to {c['to']:.2f}" for c in changes[:4])
    more = f"; and {len(changes) - 4} smaller ones" if len(changes) > 4 else ""
    out(f"  together, {answer['flip']['distance']:.2f} half-widths away: {told}{more}")


def _outcome(out: Out, answer: Json) -> None:
    if not answer["outcome"]:
        return
    out("\n[bold]What was done[/], as law and atlas read it: " + ", ".join(answer["outcome"]["choices"]))
    for player, features in answer["outcome"]["features"].items():
        told = ", ".join(f"{name} {value:.4g}" for name, value in features.items() if value)
        out(f"  {player}: {told}")


def _percent(interval: Json, name: str = "value") -> str:
    return f"{interval[name]:.1%}"


def _hindcast(out: Out, answer: Json) -> None:
    out(f"[bold]Recorded choices[/] ({answer['draws']:,} draws, lambda {answer['lambda']:g}); lower scores are better")
    _scores(out, answer["scores"])
    out("\n[bold]By crisis[/] (mean over the priors)")
    for row in answer["crises"]:
        mark = "  (placebo)" if row["placebo"] else ""
        scores = f"Brier {row['brier']:.3f} (every choice alike {row['uniform']:.3f})"
        out(f"  {row['crisis']}: {scores}, {row['choices']} choices{mark}")
    later = answer["calibrated"]
    out("\n[bold]Calibrated[/]: lambda the likeliest on the crises before, scored on those after")
    if not later["scores"]:
        out("  One crisis alone: nothing before it to calibrate on.")
    _scores(out, later["scores"])
    for crisis, rows in groupby(later["lambdas"], key=lambda row: row["crisis"]):
        known = list(rows)
        told = ", ".join(f"{r['prior']} {r['lambda']:.3g} ({r['low']:.3g} to {r['high']:.3g})" for r in known)
        out(f"  [dim]for {crisis}, from {known[0]['choices_before']} choices: {told}[/]")
    out(f"[dim]{escape(answer['note'])}[/]")


def _scores(out: Out, scores: list[Json]) -> None:
    for table in scores:
        out(f"  {table['by']}: Brier {table['brier']:.3f}, log {table['log']:.3f} over {table['choices']} choices")


def _sources(out: Out, answer: Json) -> None:
    told = answer["crisis"]
    out(f"[bold]{escape(told['title'])}: every number, its reason, its source[/]")
    out("\n[bold]What a payoff is made of[/]")
    for row in answer["features"]:
        out(f"  {row['feature']}: {escape(row['read_from'])}")
    out("\n[bold]What is stated[/]")
    for row in told["indicators"]:
        out(f"  {row['player']}, {row['feature']}, by '{row['choice']}': {row['value']:g}")
        out(f"    [dim]{escape(row['reason'])} {cited(row['sources'])}[/]")
    for move in told["moves"]:
        for choice in move["choices"]:
            if choice["probability"] is not None:
                out(f"  {move['by']}, '{choice['id']}': {choice['probability']:g}")
                out(f"    [dim]{escape(choice['says'])} {cited(choice['sources'])}[/]")
    out("\n[bold]Capabilities[/] (share of the world's)")
    for row in answer["capabilities"]:
        out(f"  {row['state']}: {row['value']:g} ({row['date']}) [dim]{cited(row['sources'])}[/]")
    for prior in answer["priors"]:
        out(f"\n[bold]Weights under the prior '{prior['id']}'[/] (frozen {prior['frozen']})")
        out(f"[dim]{escape(prior['says'])} {cited(prior['sources'])}[/]")
        for row in prior["weights"]:
            out(f"  {row['player']}, {row['feature']}: {row['low']:g} to {row['high']:g}")
            out(f"    [dim]{escape(row['reason'])} {cited(row['sources'])}[/]")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "crises": _crises,
    "crisis": _crisis,
    "crisis_sources": _sources,
    "hindcast": _hindcast,
}
