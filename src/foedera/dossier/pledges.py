"""What each pledge is unless its article says otherwise: its mode, the acts that it forbids, those that perform it."""

from __future__ import annotations

from foedera.terms import ACT_GROUPS, PEACEFUL, WARLIKE, ActKind, Modality, Pledge

PROHIBITIONS = frozenset(
    {
        Pledge.NEUTRALITY,
        Pledge.NONAGGRESSION,
        Pledge.NO_HOSTILE_GROUPING,
        Pledge.NO_SEPARATE_PEACE,
        Pledge.NO_TREATY_WITH,
        Pledge.DEMILITARIZATION,
        Pledge.DISARMAMENT,
        Pledge.NON_INTERVENTION,
        Pledge.NON_PROPAGANDA,
        Pledge.SECRECY,
    }
)
POWERS = frozenset({Pledge.DENUNCIATION, Pledge.RELEASE})
DECLARATIONS = frozenset({Pledge.SPHERE, Pledge.DISINTEREST, Pledge.RECOGNITION})


def modality_of(pledge: Pledge) -> Modality:
    """The mode a pledge has unless its article says otherwise."""
    if pledge in PROHIBITIONS:
        return Modality.PROHIBITION
    if pledge in POWERS:
        return Modality.POWER
    return Modality.DECLARATION if pledge in DECLARATIONS else Modality.OBLIGATION


_AGGRESSION = ACT_GROUPS["aggression"]
#: What a prohibition forbids unless its article lists other acts.
FORBIDDEN: dict[Pledge, frozenset[ActKind]] = {
    Pledge.NONAGGRESSION: _AGGRESSION,
    Pledge.NEUTRALITY: frozenset({ActKind.ASSIST, ActKind.SUPPLY}),
    Pledge.NO_HOSTILE_GROUPING: frozenset({ActKind.CONCLUDE, ActKind.SIGN, ActKind.ACCEDE}),
    Pledge.NO_SEPARATE_PEACE: PEACEFUL,
    Pledge.NO_TREATY_WITH: frozenset({ActKind.CONCLUDE, ActKind.SIGN, ActKind.ACCEDE}),
    Pledge.DEMILITARIZATION: frozenset({ActKind.REMILITARIZE, ActKind.FORTIFY}),
    Pledge.DISARMAMENT: frozenset({ActKind.REARM}),
    Pledge.NON_INTERVENTION: frozenset({ActKind.INTERVENE}),
    Pledge.NON_PROPAGANDA: frozenset({ActKind.AGITATE}),
    Pledge.SECRECY: frozenset({ActKind.PUBLISH, ActKind.DISCLOSE}),
    Pledge.SETTLEMENT: WARLIKE,
    Pledge.FRONTIER: _AGGRESSION,
    Pledge.RECOGNITION: frozenset(),
}

#: Acts that perform an obligation wholly, and in part, unless its article lists others.
PERFORMED_BY: dict[Pledge, tuple[frozenset[ActKind], frozenset[ActKind]]] = {
    Pledge.DEFENSE: (
        WARLIKE | {ActKind.ASSIST},
        frozenset({ActKind.SUPPLY, ActKind.SANCTION, ActKind.SEVER}),
    ),
    Pledge.OFFENSE: (WARLIKE | {ActKind.ASSIST}, frozenset({ActKind.SUPPLY})),
    Pledge.GUARANTEE: (
        WARLIKE | {ActKind.ASSIST},
        frozenset({ActKind.SUPPLY, ActKind.SANCTION, ActKind.PROTEST}),
    ),
    Pledge.CONSULTATION: (
        frozenset({ActKind.CONSULT, ActKind.MEET, ActKind.NEGOTIATE}),
        frozenset({ActKind.INFORM}),
    ),
    Pledge.INFORMATION: (frozenset({ActKind.INFORM, ActKind.CONSULT}), frozenset()),
    Pledge.SANCTIONS: (frozenset({ActKind.SANCTION, ActKind.SEVER}) | WARLIKE, frozenset()),
    Pledge.TRANSIT: (frozenset({ActKind.GRANT_TRANSIT}), frozenset()),
    Pledge.BASING: (frozenset({ActKind.ADMIT_TROOPS}), frozenset()),
    Pledge.CESSION: (frozenset({ActKind.CEDE, ActKind.EVACUATE}), frozenset()),
}

#: Pledges of armed help: performed by being at war with the adversary, whoever began.
ARMED_HELP = frozenset({Pledge.DEFENSE, Pledge.OFFENSE, Pledge.GUARANTEE})
