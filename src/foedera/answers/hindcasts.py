"""The crises of a record hindcast: what the model gives what was chosen, beside baselines that know no motives."""

from __future__ import annotations

from foedera.answers.choices import LAMBDA, drawable
from foedera.answers.declared import number
from foedera.answers.telling import Json
from foedera.dossier.dossier import Dossier


def hindcast(dossier: Dossier, *, lam: float = LAMBDA, draws: int = 4_096, seed: int = 1) -> Json:
    """What the model gives the recorded choices, given the recorded ones before; Brier and log scores by prior.

    Twice: with the declared lambda over all crises, and with the lambda that is likeliest on the crises before, over
    all but the first. Beside the priors stand baselines that know nothing of motives.
    """
    drawable(draws)
    from foedera.strategy.hindcasts import BASELINES, calibrated, scored

    tables, rows = scored(dossier, lam=lam, draws=draws, seed=seed)
    later, learnt = calibrated(dossier, draws=min(draws, 1_024), seed=seed)
    return {
        "lambda": number(lam),
        "draws": draws,
        "seed": seed,
        "scores": _scores(tables),
        "crises": [
            {"crisis": c, "placebo": dossier.crises[c].placebo, "brier": number(b), "uniform": number(u), "choices": n}
            for c, b, u, n in rows
        ],
        "calibrated": {
            "scores": _scores(later),
            "lambdas": [
                {"crisis": c.crisis, "prior": c.prior, "lambda": number(c.lam), "low": number(c.low),
                 "high": number(c.high), "choices_before": c.choices, "log_likelihood": number(c.log_likelihood)}
                for c in learnt
            ],
        },
        "note": BASELINES,
    }  # fmt: skip


def _scores(tables: list[tuple[str, float, float, int]]) -> list[Json]:
    return [{"by": by, "brier": number(b), "log": number(x), "choices": n} for by, b, x, n in tables]
