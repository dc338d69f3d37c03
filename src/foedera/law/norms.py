"""Articles compiled to norms: who owes what to whom, upon which acts.

A norm stands for all commitments of one article; it is spread over debtors and creditors
only when a question needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from foedera.dossier.dossier import Dossier
from foedera.dossier.noun import Citations
from foedera.dossier.pledges import FORBIDDEN, modality_of
from foedera.dossier.treaties import Article, Known, Protocol, Treaty, Trigger
from foedera.terms import ACT_GROUPS, ActKind, ConditionKind, Modality, Pledge


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """One article as law."""

    id: str
    #: The article's number within the instrument: `1`, or `secret/1`.
    number: str
    pledge: Pledge
    #: Where the article stands.
    at: str
    treaty: Treaty
    protocol: Protocol | None
    article: Article
    modality: Modality
    debtors: frozenset[str]
    creditors: frozenset[str]
    forbids: frozenset[ActKind]
    triggers: frozenset[ActKind]
    secret: bool
    known: tuple[Known, ...]
    readings: frozenset[str]
    #: The named facts without which, under any reading, nothing breaches it.
    needs: frozenset[str]
    #: Where the article's words are found; else where the instrument is.
    sources: Citations

    @property
    def all_triggers(self) -> tuple[Trigger, ...]:
        """The triggers the article has under any reading."""
        own = (self.article.trigger, *(v.trigger for v in self.article.variants))
        return tuple(trigger for trigger in own if trigger)


@cache
def kinds(words: tuple[str, ...]) -> frozenset[ActKind]:
    """Act kinds from words that are kinds or groups of kinds."""
    found: set[ActKind] = set()
    for word in words:
        found |= ACT_GROUPS.get(word) or {ActKind(word)}
    return frozenset(found)


def parties_of(dossier: Dossier, treaty: Treaty) -> tuple[str, ...]:
    """Every state that is at any time a party, in the order of the record."""
    named = list(treaty.parties) + [consent.state for consent in treaty.consents]
    if treaty.parties_of:
        named += [member.state for member in dossier.organizations[treaty.parties_of].members]
    return tuple(dict.fromkeys(named))


def compile_norms(dossier: Dossier) -> tuple[Norm, ...]:
    """All norms of a dossier, treaties in the order of their ids."""
    found = []
    for id_ in sorted(dossier.treaties):
        treaty = dossier.treaties[id_]
        parties = frozenset(parties_of(dossier, treaty))
        for protocol, article in provisions(treaty):
            found.append(_norm(dossier, treaty, protocol, article, parties))
    return tuple(found)


def provisions(treaty: Treaty) -> Iterator[tuple[Protocol | None, Article]]:
    """The articles of a treaty and of its protocols."""
    for article in treaty.articles:
        yield None, article
    for protocol in treaty.protocols:
        for article in protocol.articles:
            yield protocol, article


def _norm(
    dossier: Dossier,
    treaty: Treaty,
    protocol: Protocol | None,
    article: Article,
    parties: frozenset[str],
) -> Norm:
    number = (
        article.id if protocol is None or article.id.startswith(f"{protocol.id}/") else f"{protocol.id}/{article.id}"
    )
    sets = (protocol.terms if protocol else {}, treaty.terms, dossier.case.sets)
    debtors = parties if article.between else _spread(dossier, article.debtor, parties, sets)
    creditors = parties if article.between else _spread(dossier, article.creditor, parties, sets)
    triggers = [t for t in (article.trigger, *(v.trigger for v in article.variants)) if t]
    forbids = kinds(article.forbids) if article.forbids else FORBIDDEN.get(article.pledge, frozenset())
    return Norm(
        id=f"{treaty.id}/{number}",
        number=number,
        pledge=article.pledge,
        at=str(article.origin),
        treaty=treaty,
        protocol=protocol,
        article=article,
        modality=article.modality or modality_of(article.pledge),
        debtors=debtors,
        creditors=creditors,
        forbids=forbids | kinds(tuple(word for v in article.variants for word in v.forbids)),
        triggers=frozenset().union(*(kinds(t.act) for t in triggers)),
        secret=treaty.secret or bool(protocol and protocol.secret) or article.secret,
        known=(*article.known, *(protocol.known if protocol else ()), *treaty.known),
        readings=_readings(treaty, protocol, article),
        needs=frozenset(c.id for c in article.requires if c.kind is ConditionKind.FACT and not c.reading),
        sources=article.sources or treaty.sources,
    )


def _spread(
    dossier: Dossier, words: Iterable[str], parties: frozenset[str], sets: Iterable[Mapping[str, tuple[str, ...]]]
) -> frozenset[str]:
    """The states that words name; of the `sets`, the first that has a name gives its meaning."""
    found: set[str] = set()
    for word in words:
        if word in ("@parties", "@members"):
            found |= parties
        elif word in ("any", "anyone"):
            found |= set(dossier.states)
        elif word.startswith("@"):
            found |= next((set(terms[word[1:]]) for terms in sets if word[1:] in terms), set())
        else:
            found.add(word)
    return frozenset(found)


def _readings(treaty: Treaty, protocol: Protocol | None, article: Article) -> frozenset[str]:
    ends = (*treaty.ends, *(protocol.ends if protocol else ()))
    words = [end.reading for end in ends] + [variant.reading for variant in article.variants]
    for trigger in (article.trigger, *(v.trigger for v in article.variants)):
        if trigger:
            words += [c.reading for c in (*trigger.requires, *trigger.unless)]
    words += [c.reading for c in (*article.requires, *article.unless)]
    return frozenset(word.partition("=")[0] for word in words if word)
