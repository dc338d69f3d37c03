"""A crisis under a declared prior: shares with intervals, what they turn on, what would flip the choice."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from foedera.answers import telling
from foedera.answers.declared import found_crisis, interval, number, prior_of, told_crisis, told_prior
from foedera.answers.motives import mechanisms_of
from foedera.answers.telling import Json
from foedera.dossier.crises import Crisis, CrisisVariant, varied
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import closest
from foedera.errors import BadQuestion, FoederaError, UnknownName
from foedera.terms import Feature

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from foedera.strategy.laboratory import Laboratory
    from foedera.strategy.work import Work

#: Lambdas at which the path is told.
PATH = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, math.inf)
MOST_DRAWS = 10_000_000
#: How sharply the better is chosen, unless the asker says otherwise; declared, not estimated.
LAMBDA = 4.0


class Conditions(TypedDict, total=False):
    """On what a question about a crisis rests.

    `lam` may be infinite: the best reply. `suppose` takes ids of choices; `choice` another choice to ask of than the
    crisis's own; `weights` narrow ranges: PLAYER/FEATURE:NUMBER or PLAYER/FEATURE:LOW..HIGH; `variant` says what
    somebody did not know.
    """

    prior: str | None
    lam: float
    seed: int
    suppose: Sequence[str]
    choice: str | None
    weights: Sequence[str]
    variant: str | None


def crisis(
    dossier: Dossier, name: str, *, draws: int = 20_000, executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None, folder: Path | None = None, resume: bool = False,
    **conditions: Unpack[Conditions],
) -> Json:  # fmt: skip
    """A crisis solved for many draws from a prior; shares of that prior, not the probability of history.

    For the conditions see `Conditions`, for the others `strategy.work.Work`. One seed gives one answer, whoever does
    the work, and whether or not it was broken off.
    """
    drawable(draws)
    from foedera.strategy.work import Work

    work = Work(executor, progress, folder, resume)
    lab = laboratory_of(dossier, name, work=work, **conditions)
    told = effect(lab, draws)
    return {
        "crisis": told_crisis(lab.crisis),
        "variant": named(lab)["variant"],
        "prior": told_prior(lab.prior),
        "draws": draws,
        "seed": lab.seed,
        "lambda": number(lab.lam),
        "supposed": list(lab.supposed),
        "game": _game(lab),
        **told,
        "sentence": sentence(lab, told),
        "path": _path(lab, draws),
        "choices": _choices(lab, draws),
        "suppositions": _suppositions(lab, draws),
        "weights": _weights(lab, draws),
        **_flips(lab),
        "outcome": _outcome(lab),
    }


def laboratory_of(
    dossier: Dossier, name: str, *, work: Work | None = None, **conditions: Unpack[Conditions]
) -> Laboratory:
    """The laboratory of a question, its names found and its numbers checked."""
    needs("numba")
    from foedera.strategy.laboratory import laboratory

    whole = found_crisis(dossier, name)
    found = varied(whole, _variant_of(whole, conditions.get("variant")))
    return laboratory(
        dossier,
        found,
        prior_of(dossier, conditions.get("prior")),
        asked=_choice_of(found, conditions.get("choice")),
        supposed=conditions.get("suppose", ()),
        lam=conditions.get("lam", LAMBDA),
        seed=conditions.get("seed", 1),
        work=work,
        narrowed=dict(_narrowed(found, word) for word in conditions.get("weights", ())),
    )


def _variant_of(crisis: Crisis, name: str | None) -> CrisisVariant | None:
    known = {variant.id: variant for variant in crisis.variants}
    if name is not None and name not in known:
        raise UnknownName(f"variant of {crisis.id}", name, closest(name, known))
    return known[name] if name is not None else None


def named(lab: Laboratory) -> Json:
    """Which crisis, and which variant of it."""
    crisis, _, variant = lab.crisis.id.partition("/")
    return {"crisis": crisis, "variant": variant or None}


def _narrowed(crisis: Crisis, word: str) -> tuple[tuple[str, str], tuple[float, float]]:
    """A weight with the range given for it, from PLAYER/FEATURE:NUMBER or PLAYER/FEATURE:LOW..HIGH."""
    name, _, given = word.partition(":")
    player, _, feature = name.partition("/")
    if player not in (known := [p.id for p in crisis.players]):
        raise UnknownName(f"player of {crisis.id}", player, closest(player, known))
    if feature not in (known := [f.value for f in Feature]):
        raise UnknownName("feature", feature, closest(feature, known))
    try:
        low, high = (float(x) for x in (given.split("..") if ".." in given else (given, given)))
    except ValueError:
        raise BadQuestion(
            f"'{word}' gives no range; write {name}:0.5 for a point or {name}:0.2..0.8 for a range"
        ) from None
    if not 0 <= low <= high <= 1:
        raise BadQuestion(f"a weight is from 0 to 1 and its range goes upward, not {given}; change {name}")
    return (player, feature), (low, high)


def efg(dossier: Dossier, name: str, **conditions: Unpack[Conditions]) -> str:
    """A crisis as a Gambit file, every weight in the middle of its prior's range."""
    needs("numpy")
    import numpy as np

    from foedera.strategy.efg import written

    lab = laboratory_of(dossier, name, **conditions)
    return written(lab.play.game, np.asarray(lab.weighed(np.zeros((1, len(lab.columns))))[0]))


def drawable(draws: int) -> None:
    """Refuse a number of draws that no ensemble has, and any where nothing can be drawn."""
    if not 1 <= draws <= MOST_DRAWS:
        raise BadQuestion(f"an ensemble has from 1 to {MOST_DRAWS:,} draws, not {draws:,}; change --draws")
    needs("numba")


def needs(module: str) -> None:
    """Say what to install where a module of the extra `strategy` is missing."""
    if find_spec(module) is None:
        raise FoederaError(f"crises need {module}; install it with: pip install 'foedera[strategy]'")


def _choice_of(found: Crisis, name: str | None) -> str:
    known = [choice.id for move in found.moves for choice in move.choices]
    if name is not None and name not in known:
        raise UnknownName(f"choice of {found.id}", name, closest(name, known))
    return name or found.asks


def _game(lab: Laboratory) -> Json:
    game = lab.play.game
    sets = int(game.info.max()) + 1
    return {
        "outcomes": game.outcomes, "decisions": game.decisions, "information_sets": sets,
        "distinct": lab.plan.distinct if game.perfect else game.decisions, "weights": len(lab.columns),
    }  # fmt: skip


def effect(lab: Laboratory, draws: int) -> Json:
    """The asked choice: its probability and the share of draws in which it prevails; without what is supposed, too."""
    told: Json = {"asked": lab.asked, **_shares(lab, draws)}
    if lab.supposed:
        told["without_supposing"] = _shares(lab.unsupposed(), draws)
    return told


def _shares(lab: Laboratory, draws: int) -> Json:
    from foedera.strategy.ensembles import mean, share

    values = lab.drawn(draws)
    return {"probability": interval(mean(values)), "share": interval(share(values))}


def _path(lab: Laboratory, draws: int) -> list[Json]:
    from foedera.strategy.laboratory import SOME

    some = min(draws, SOME)
    lambdas = PATH if lab.play.game.perfect else PATH[:-1]
    return [{"lambda": number(x), "probability": number(lab.drawn(some, lam=x).mean())} for x in lambdas]


def _suppositions(lab: Laboratory, draws: int) -> list[Json]:
    """What to suppose each other choice would make of the asked one; the greatest change first."""
    from foedera.strategy.laboratory import SOME

    some = min(draws, SOME)
    before = float(lab.drawn(some).mean())
    rows = []
    for move in lab.crisis.moves:
        for choice in move.choices:
            changed = lab.supposing(choice.id) if choice.id != lab.asked else None
            if changed is not None:
                rows.append({"choice": choice.id, "title": choice.title, **_shares(changed, some)})
    return sorted(rows, key=lambda row: (-abs(row["probability"]["value"] - before), row["choice"]))


def sentence(lab: Laboratory, told: Json) -> str:
    """The effect in words."""
    titles = {choice.id: choice.title for move in lab.crisis.moves for choice in move.choices}
    now = told["share"]["value"]
    words = f"In {now:.1%} of the prior '{lab.prior.title}' it is more likely than not that {clause(titles[lab.asked])}"
    if lab.supposed:
        was, made = told["without_supposing"]["share"]["value"], " and ".join(clause(titles[x]) for x in lab.supposed)
        change = "leaves it at" if was == now else f"{'raises' if now > was else 'lowers'} it from {was:.1%} to"
        words = f"To suppose that {made} {change} {now:.1%}: so often in the prior '{lab.prior.title}' it is more " \
                f"likely than not that {clause(titles[lab.asked])}"  # fmt: skip
    return f"{words}; its mean probability is {told['probability']['value']:.1%}."


def clause(title: str) -> str:
    """A title as a part of a sentence."""
    return "the " + title.removeprefix("The ") if title.startswith("The ") else title


def _choices(lab: Laboratory, draws: int) -> list[Json]:
    from foedera.strategy.laboratory import SOME

    some = min(draws, SOME)
    open_ = {choice.id for way in lab.play.ways for choice in way}
    return [
        {"move": move.id, "by": move.by, "choice": choice.id, "title": choice.title, "recorded": choice.recorded,
         "probability": number(lab.drawn(some, choice.id).mean())}
        for move in lab.crisis.moves
        for choice in move.choices
        if choice.id in open_
    ]  # fmt: skip


def _weights(lab: Laboratory, draws: int) -> list[Json]:
    """Every weight: its range with reason and source, and Sobol's indices; those that matter most first."""
    from foedera.strategy.features import FEATURES

    found = lab.sobol(draws) if lab.play.game.perfect else None
    rows = []
    for at, (player, feature) in enumerate(lab.columns):
        row = lab.weight(player, feature)
        rows.append(
            {
                "player": lab.crisis.players[player].id,
                "feature": FEATURES[feature].value,
                "low": lab.range(player, feature)[0],
                "high": lab.range(player, feature)[1],
                "reach": number(lab.whole.reach[feature]),
                "first": _bounds(found.first[at]) if found else None,
                "total": _bounds(found.total[at]) if found else None,
                "reason": row.reason,
                "sources": telling.citations(row.sources),
                "mechanisms": mechanisms_of(lab.dossier, lab.crisis.players[player].states, FEATURES[feature]),
            }
        )
    return sorted(rows, key=lambda row: (-row["total"]["value"] if found else 0.0, row["player"], row["feature"]))


def _bounds(row: Iterable[float]) -> Json:
    return dict(zip(("value", "low", "high"), map(number, row), strict=True))


def _flips(lab: Laboratory) -> Json:
    """Where the choice flips, from the middle of the ranges: by one weight, and by all together."""
    import numpy as np

    from foedera.strategy.features import FEATURES

    rows = [(lab.crisis.players[p].id, FEATURES[k].value, lab.range(p, k)) for p, k in lab.columns]
    alone, together = lab.flips() if lab.play.game.perfect else ([], None)

    def moved(at: int, point: float) -> Json:
        player, feature, (low, high) = rows[at]
        middle, half = (low + high) / 2, (high - low) / 2
        return {"player": player, "feature": feature, "from": number(middle), "to": number(middle + point * half)}

    told: dict[str, Any] = {
        "centre": number(lab.at(np.zeros((1, len(rows))))[0]),
        "flips_alone": [moved(i, x) for i, x in enumerate(alone) if x is not None],
        "flip": None,
    }
    if together is not None:
        changes = sorted(range(len(rows)), key=lambda i: -abs(together.point[i]))
        told["flip"] = {
            "distance": number(together.distance),
            "changes": [moved(i, together.point[i]) for i in changes if abs(together.point[i]) > 0.005],
        }
    return told


def _outcome(lab: Laboratory) -> Json | None:
    """What the recorded outcome holds for each player, as law and atlas have it."""
    from foedera.strategy.features import FEATURES

    at = lab.whole.play.recorded()
    if at is None:
        return None
    names = [feature.value for feature in FEATURES]
    return {
        "choices": [choice.id for choice in lab.whole.play.ways[at]],
        "features": {
            player.id: dict(zip(names, map(number, lab.whole.raw[at, p]), strict=True))
            for p, player in enumerate(lab.crisis.players)
        },
    }
