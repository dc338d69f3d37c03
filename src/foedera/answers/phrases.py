"""The verbs of a question: each act in its tenses, and the other ways in which people say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from foedera.terms import ActKind, past, third_person

#: Other ways to say an act than its own verb, in the bare form.
_OTHERWISE: dict[ActKind, tuple[str, ...]] = {
    ActKind.ATTACK: ("make war on", "make war upon", "wage war on", "wage war against", "assault", "strike"),
    ActKind.INVADE: ("march into", "move into", "overrun", "conquer", "violate the neutrality of"),
    ActKind.BOMB: ("bombard", "shell"),
    ActKind.DECLARE_WAR: (
        "declare war on", "declare war upon", "declare war against", "go to war with", "go to war against",
    ),
    ActKind.BLOCKADE: ("impose a blockade on",),
    ActKind.OCCUPY: ("seize", "take over", "take"),
    ActKind.ANNEX: ("incorporate", "absorb"),
    ActKind.THREATEN: tuple(f"{verb} an ultimatum to" for verb in ("send", "give", "present", "deliver", "issue")),
    ActKind.MOBILIZE: ("mobilise", "mobilize against", "mobilise against"),
    ActKind.REMILITARIZE: ("militarize", "militarise", "remilitarise", "reoccupy"),
    ActKind.INTERVENE: ("intervene in",),
    ActKind.AGITATE: ("agitate in",),
    ActKind.SUPPORT_BANDS: ("arm bands against",),
    ActKind.ASSIST: (
        "help", "aid", "support", "defend",
        *(f"{verb} to the {noun} of" for verb in ("come", "go") for noun in ("aid", "help", "assistance", "defence")),
    ),
    ActKind.SUPPLY: ("sell arms to", "send arms to", "deliver arms to"),
    ActKind.SANCTION: ("impose sanctions on", "impose sanctions against"),
    ActKind.CONCLUDE: ("conclude with", "sign with", "ally with"),
    ActKind.MAKE_PEACE: ("make peace with", "make a separate peace with"),
    ActKind.ARMISTICE: ("conclude an armistice with", "sign an armistice with", "make an armistice with"),
    ActKind.SURRENDER: ("surrender to", "capitulate to", "capitulate"),
    ActKind.RECOGNISE: ("recognize",),
    ActKind.SEVER: ("break relations with", "break off relations with", "sever relations with", "break with"),
    ActKind.GRANT_TRANSIT: ("grant transit to",),
    ActKind.REFUSE_TRANSIT: ("refuse transit to",),
    ActKind.WITHDRAW: ("withdraw from", "leave", "quit"),
    ActKind.ACCEDE: ("accede to", "join"),
    ActKind.DENOUNCE: ("repudiate",),
    ActKind.FAIL_TO_FIND: ("fail to find",),
    ActKind.CONSULT: ("consult with",),
    ActKind.DECLARE_NEUTRAL: (
        "stay neutral", "remain neutral", "declare neutrality", "declare its neutrality", "declare itself neutral",
    ),
}  # fmt: skip
#: Any agreement with a partner, however it is called: `signs a pact of friendship with`.
_AGREES = re.compile(
    r"(?<=\s)(?:sign|conclude|make|form)(?:s|d|ed)? (?:[\w-]+ ){0,4}?"
    r"(treaty|pact|agreement|alliance|convention|union)(?: of [\w-]+(?: and [\w-]+)*)? with(?=\s)",
    re.IGNORECASE,
)
#: A peace or an armistice with an enemy, however it comes about: `negotiates a separate peace with`.
_ENDS = re.compile(
    r"(?<=\s)(?:negotiate|sign|conclude|make|seek|accept|agree to)(?:s|d|ed)? (?:an? )?(?:separate )?"
    r"(peace|armistice|truce|cease-?fire) with(?=\s)",
    re.IGNORECASE,
)


@cache
def verbs() -> dict[str, ActKind]:
    """Every form of every verb, and the act that it means."""
    found: dict[str, ActKind] = {}
    for kind, others in _OTHERWISE.items():
        found |= {form: kind for phrase in others for form in _tenses(phrase)}
    for kind in ActKind:
        found |= {form: kind for phrase in (kind.value, kind.value.replace("-", " ")) for form in _tenses(phrase)}
    return found


def _tenses(phrase: str) -> Iterable[str]:
    head, gap, rest = re.fullmatch(r"(\w+)(\W?)(.*)", phrase).groups()  # type: ignore[union-attr]
    return (head + gap + rest, third_person(head) + gap + rest, past(head) + gap + rest)


@cache
def pattern(also: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What finds the first verb of a sentence, the longest form of it."""
    forms = sorted((*verbs(), *also), key=len, reverse=True)
    return re.compile(r"(?:^|(?<=\s))(" + "|".join(re.escape(form) for form in forms) + r")(?=\s|$)")


def plain(sentence: str) -> str:
    """The sentence with any agreement that it names put as `concludes with`, and `re-arms` as `rearms`."""
    sentence = re.sub(r"(?<=\s)re-(?=\w)", "re", sentence)
    sentence = _ENDS.sub(lambda m: f"makes {'peace' if m[1].casefold() == 'peace' else 'an armistice'} with", sentence)
    return _AGREES.sub(lambda m: "makes peace with" if " peace " in m[0].casefold() else "concludes with", sentence)
