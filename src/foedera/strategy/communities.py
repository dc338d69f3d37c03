"""Communities of a signed graph: any number of groups, friends within and foes without, as far as may be."""

from __future__ import annotations

from foedera.strategy.signed import SignedGraph


def communities(graph: SignedGraph) -> tuple[tuple[str, ...], ...]:
    """Groups found by joining the two with the greatest weight between them, as long as it is above zero.

    Clusterability after Davis (1967); found greedily, so that a better grouping may exist. The largest first.
    """
    groups = {actor: [actor] for actor in range(len(graph.names))}
    between: dict[int, dict[int, float]] = {actor: {} for actor in groups}
    for i, j, weight in graph.ties:
        between[i][j] = between[j][i] = weight
    while pair := _nearest(between):
        one, other = pair
        groups[one] += groups.pop(other)
        for third, weight in between.pop(other).items():
            between[third].pop(other)
            if third != one:
                between[one][third] = between[third][one] = between[one].get(third, 0) + weight
    named = (tuple(graph.names[actor] for actor in sorted(group)) for group in groups.values())
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _nearest(between: dict[int, dict[int, float]]) -> tuple[int, int] | None:
    pairs = ((weight, -i, -j) for i, row in between.items() for j, weight in row.items() if i < j and weight > 0)
    best = max(pairs, default=None)
    return (-best[1], -best[2]) if best else None
