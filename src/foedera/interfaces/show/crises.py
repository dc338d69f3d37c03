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
    out("\n[bold]Priors[/]")
    for row in answer["priors"]:
        out(f"  [bold]{row['id']}[/]  {escape(row['says'])} [dim](frozen {row['frozen']})[/]")


def _crisis(out: Out, answer: Json) -> None:
    told, prior = answer["crisis"], answer["prior"]
    out(f"[bold]{escape(told['title'])}[/]")
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
    title = _title(answer, answer["asked"])
    probability, share = answer["probability"], answer["share"]
    out(f"  {title}: probability [bold]{_percent(probability)}[/] in the mean of the prior "
        f"({_percent(probability, 'low')} to {_percent(probability, 'high')}); more likely than not in "
        f"[bold]{_percent(share)}[/] of it ({_percent(share, 'low')} to {_percent(share, 'high')}).")  # fmt: skip
    if answer.get("without_supposing"):
        before = answer["without_supposing"]["probability"]
        word = "raises" if probability["value"] > before["value"] else "lowers"
        made = " and ".join(f"'{choice}'" for choice in answer["supposed"])
        out(f"  To suppose {made} {word} it from {_percent(before)} to {_percent(probability)}.")
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
    out("\n[bold]What the answer turns on[/] (Sobol: alone; with others)")
    for row in answer["weights"][:_MOST]:
        first, total = row["first"], row["total"]
        out(f"  {row['player']}, {row['feature']}: {first['value']:.3f} ({first['low']:.3f} to {first['high']:.3f}); "
            f"{total['value']:.3f} ({total['low']:.3f} to {total['high']:.3f})")  # fmt: skip
        out(f"    [dim]weight {row['low']:g} to {row['high']:g}: {escape(row['reason'])} {cited(row['sources'])}[/]")


def _flip(out: Out, answer: Json) -> None:
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


def _title(answer: Json, choice: str) -> str:
    moves = answer["crisis"]["moves"]
    return next(escape(c["title"]) for m in moves for c in m["choices"] if c["id"] == choice)


def _percent(interval: Json, name: str = "value") -> str:
    return f"{interval[name]:.1%}"


def _hindcast(out: Out, answer: Json) -> None:
    out(f"[bold]Recorded choices[/] ({answer['draws']:,} draws, lambda {answer['lambda']}); lower scores are better")
    for table in answer["scores"]:
        out(f"  {table['by']}: Brier {table['brier']:.3f}, log {table['log']:.3f} over {table['choices']} choices")
    out("\n[bold]By crisis[/] (mean over the priors)")
    for row in answer["crises"]:
        mark = "  (placebo)" if row["placebo"] else ""
        scores = f"Brier {row['brier']:.3f} (every choice alike {row['uniform']:.3f})"
        out(f"  {row['crisis']}: {scores}, {row['choices']} choices{mark}")
    out(f"[dim]{escape(answer['note'])}[/]")


SHOWS: dict[str, Callable[[Out, Json], None]] = {"crises": _crises, "crisis": _crisis, "hindcast": _hindcast}
