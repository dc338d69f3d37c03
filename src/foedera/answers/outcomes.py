"""One outcome of a crisis on demand: what it holds for each player, and what of the record that was read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedera.answers import telling
from foedera.answers.declared import found_crisis, number
from foedera.answers.telling import Json
from foedera.dossier.crises import Crisis, varied
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion, FoederaError

if TYPE_CHECKING:
    from foedera.strategy.grounds import Ground


def crisis_outcome(dossier: Dossier, name: str, made: Sequence[str]) -> Json:
    """The outcome to which choices lead, named in their order, of a crisis or of one of its variants.

    Each feature as measured, and as a part of its reach over all outcomes, more being better.
    """
    try:
        from foedera.strategy.features import FEATURES, valued
        from foedera.strategy.grounds import Grounds
    except ModuleNotFoundError as error:
        raise FoederaError(f"crises need {error.name}; install it with: pip install 'foedera[strategy]'") from None

    whole = found_crisis(dossier, name)
    crisis, at = _outcome(dossier, whole, made)
    found = valued(dossier, crisis)
    grounds = Grounds(dossier, crisis, found.play.ways[at])
    return {
        "crisis": whole.id,
        "choices": list(made),
        "players": [
            {
                "player": player.id,
                "features": [
                    {
                        "feature": feature.value,
                        "value": number(found.raw[at, p, k]),
                        "scaled": number(found.scaled[at, p, k]),
                        "grounds": [_ground(dossier, one) for one in grounds.of(player, feature)],
                    }
                    for k, feature in enumerate(FEATURES)
                ],
            }
            for p, player in enumerate(crisis.players)
        ],
    }


def _outcome(dossier: Dossier, whole: Crisis, made: Sequence[str]) -> tuple[Crisis, int]:
    """The crisis, or its variant, in which some choices lead to an outcome, and the outcome's number."""
    from foedera.strategy.tree import play

    for variant in (None, *whole.variants):
        crisis = varied(whole, variant)
        ways = [tuple(choice.id for choice in way) for way in play(crisis).ways]
        if tuple(made) in ways:
            return crisis, ways.index(tuple(made))
    raise BadQuestion(
        f"these choices do not lead to an outcome of {whole.id}: {', '.join(made) or 'none'}; "
        "name every choice on the way, in order"
    )


def _ground(dossier: Dossier, ground: Ground) -> Json:
    titles = [(kind, id_, getattr(dossier, kind).get(id_)) for kind, id_ in ground.records]
    return {
        "says": ground.says,
        "records": [{"id": id_, "kind": kind, "title": found.title if found else id_} for kind, id_, found in titles],
        "sources": telling.citations(ground.sources),
    }
