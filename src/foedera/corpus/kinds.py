"""The field's tables that the corpus reads: by what header each is known, whose it is, how it marks what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: What stands for a missing value in every table; never read as a number.
MISSING = frozenset({"", ".", "NA", "NaN", "NULL", "-9", "-9.0"})


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a table: its name here, and the columns of year, month and day, or the one column of ISO text."""

    name: str
    columns: tuple[str, ...]
    #: A year of 0 says that the spell has not ended.
    zero_is_open: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of the field."""

    id: str
    title: str
    citation: str
    #: Columns by which it is known; numbers, unless named in `text`.
    needs: frozenset[str]
    text: frozenset[str] = frozenset()
    dates: tuple[Date, ...] = ()
    #: Other headers of the same columns: theirs -> ours.
    also: Mapping[str, str] = field(default_factory=dict)
    #: Further marks of what is missing, or does not apply.
    missing: frozenset[str] = frozenset()
    #: Columns that together name a row only once.
    key: tuple[str, ...] = ()
    #: The column of the year, where rows are years.
    year: str = ""
    #: The years that the table covers, where its rows do not show them.
    covers: tuple[int, int] | None = None
    #: A word of the file's name that tells it from another table with the same header.
    named: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _spell(*columns: str, open_: bool = False) -> tuple[Date, ...]:
    """Begin and end, of three columns each."""
    return Date("begin", columns[:3]), Date("end", columns[3:], zero_is_open=open_)


_PLEDGES = "defense offense neutral nonagg consul"
_ATOP = (
    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. 2002. Alliance Treaty "
    "Obligations and Provisions, 1815-1944. International Interactions 28(3): 237-260."
)
_NMC = (
    "Singer, J. David, Stuart Bremer, and John Stuckey. 1972. Capability Distribution, Uncertainty, and Major Power "
    "War, 1820-1965. In Peace, War, and Numbers, ed. Bruce Russett, 19-48. Beverly Hills: Sage."
)
_COW_STATES = "Correlates of War Project. State System Membership List. correlatesofwar.org."
_WARS = "Sarkees, Meredith Reid, and Frank Wayman. 2010. Resort to War: 1816-2007. Washington: CQ Press."
_MID = (
    "Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, Nick "
    "Dietrich, Kayla Kahn, Kellan Ritter, and Michael J. Soules. 2022. The MID5 Dataset, 2011-2014: Procedures, "
    "Coding Rules, and Description. Conflict Management and Peace Science 39(4): 470-482."
)
_GML = (
    "Gibler, Douglas M., Steven V. Miller, and Erin K. Little. 2016. An Analysis of the Militarized Interstate "
    "Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730."
)
_ICB = (
    "Brecher, Michael, and Jonathan Wilkenfeld. 2000. A Study of Crisis. Ann Arbor: University of Michigan Press; "
    "International Crisis Behavior Project."
)
_DISPUTE = "dispnum styear stmon outcome settle fatality mindur maxdur hiact hostlev recip"

KINDS: tuple[Kind, ...] = (
    Kind(
        "atop-members", "ATOP, member level", _ATOP,
        _words(f"atopid member yrent moent dayent yrexit moexit dayexit {_PLEDGES}"),
        dates=_spell("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", open_=True),
    ),
    Kind(
        "atop-alliances", "ATOP, alliance level", _ATOP,
        _words(f"atopid begyr begmo begday endyr endmo endday mem1 {_PLEDGES}"),
        dates=_spell("begyr", "begmo", "begday", "endyr", "endmo", "endday", open_=True), key=("atopid",),
    ),
    Kind(
        "atop-directed-dyad-years", "ATOP, directed dyad-years", _ATOP,
        _words("ccode1 ccode2 year atop_defense atop_offense atop_neutral atop_nonagg atop_consul"),
        also={"stateA": "ccode1", "stateB": "ccode2", **{word: f"atop_{word}" for word in _PLEDGES.split()}},
        key=("ccode1", "ccode2", "year"), year="year",
    ),
    Kind(
        "cow-states", "Correlates of War, state system membership", _COW_STATES,
        _words("stateabb ccode statenme styear stmonth stday endyear endmonth endday"),
        text=_words("stateabb statenme"), dates=_spell("styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
        key=("ccode", "styear", "stmonth", "stday"),
    ),
    Kind(
        "cow-majors", "Correlates of War, major powers", _COW_STATES,
        _words("ccode styear stmonth stday endyear endmonth endday version"),
        dates=_spell("styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
    ),
    Kind(
        "gw-states", "Gleditsch and Ward, independent states",
        "Gleditsch, Kristian S., and Michael D. Ward. 1999. A Revised List of Independent States since the Congress "
        "of Vienna. International Interactions 25(4): 393-413.",
        _words("gwcode stateabb statename startdate enddate"), text=_words("stateabb statename startdate enddate"),
        dates=(Date("begin", ("startdate",)), Date("end", ("enddate",))),
    ),
    Kind(
        "cow-alliances", "Correlates of War, formal alliances, directed dyad-years",
        "Gibler, Douglas M. 2009. International Military Alliances, 1648-2008. Washington: CQ Press.",
        _words("ccode1 ccode2 year cow_defense cow_neutral cow_nonagg cow_entente"),
        also={
            "defense": "cow_defense", "neutrality": "cow_neutral", "nonaggression": "cow_nonagg",
            "entente": "cow_entente",
        },
        year="year",
    ),
    Kind(
        "cow-nmc", "Correlates of War, National Material Capabilities", _NMC,
        _words("ccode year milex milper irst pec tpop upop cinc"), text=_words("stateabb"),
        key=("ccode", "year"), year="year",
    ),
    Kind(
        "cow-wars", "Correlates of War, inter-state war participants", _WARS,
        _words(
            "WarNum WarName ccode Side StartMonth1 StartDay1 StartYear1 EndMonth1 EndDay1 EndYear1 StartMonth2 "
            "StartDay2 StartYear2 EndMonth2 EndDay2 EndYear2 Initiator Outcome BatDeath"
        ),
        text=_words("WarName StateName TransFrom TransTo"), missing=_words("-8 -7"),
        dates=(
            *_spell("StartYear1", "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1"),
            Date("begin2", ("StartYear2", "StartMonth2", "StartDay2")),
            Date("end2", ("EndYear2", "EndMonth2", "EndDay2")),
        ),
        key=("WarNum", "ccode", "Side", "StartYear1", "StartMonth1", "StartDay1"), covers=(1816, 2007),
    ),
    Kind(
        "cow-war-dyad-years", "Correlates of War, inter-state wars, directed dyad-years", _WARS,
        _words("warnum ccode1 ccode2 year cowinterongoing cowinteronset sidea1 sidea2 initiator1 initiator2"),
        year="year",
    ),
    Kind(
        "cow-contiguity", "Correlates of War, direct contiguity",
        "Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl, and Charles Gochman. 2002. The Correlates "
        "of War Project Direct Contiguity Data, Version 3. Conflict Management and Peace Science 19(2): 58-66.",
        _words("ccode1 ccode2 conttype stdate enddate"), text=_words("stdate enddate"),
        also={"state1no": "ccode1", "state2no": "ccode2", "begin": "stdate", "end": "enddate"},
        dates=(Date("begin", ("stdate",)), Date("end", ("enddate",))),
    ),
    Kind(
        "cow-capitals", "Capitals of the states of the Correlates of War",
        "Miller, Steven V. 2022. {peacesciencer}: An R Package for Quantitative Peace Science Research. Conflict "
        "Management and Peace Science 39(6): 755-779.",
        _words("ccode statenme capital stdate enddate lat lng"), text=_words("statenme capital stdate enddate"),
        dates=(Date("begin", ("stdate",)), Date("end", ("enddate",))),
    ),
    Kind("mid-disputes", "Militarized Interstate Disputes, dispute level", _MID, _words(_DISPUTE),
         dates=(Date("begin", ("styear", "stmon")),), key=("dispnum",)),
    Kind(
        "gml-disputes", "Gibler-Miller-Little disputes, dispute level", _GML, _words(_DISPUTE),
        dates=(Date("begin", ("styear", "stmon")),), key=("dispnum",), named="gml",
    ),
    Kind(
        "gml-participants", "Gibler-Miller-Little disputes, participant level", _GML,
        _words("dispnum ccode styear stmon stday endyear endmon endday sidea hiact orig"),
        dates=_spell("styear", "stmon", "stday", "endyear", "endmon", "endday"),
    ),
    Kind(
        "icb-crises", "International Crisis Behavior, crises (ICB1)", _ICB,
        _words("icb1 crisno crisname yrtrig motrig datrig yrterm moterm daterm gravcr viol"),
        text=_words("icb1 crisname"), dates=_spell("yrtrig", "motrig", "datrig", "yrterm", "moterm", "daterm"),
        key=("crisno",),
    ),
    Kind(
        "icb-actors", "International Crisis Behavior, crisis actors (ICB2)", _ICB,
        _words("icb2 crisno cracno cracid actor crisname yrtrig motrig datrig yrterm moterm daterm gravty"),
        text=_words("icb2 actor crisname"),
        dates=_spell("yrtrig", "motrig", "datrig", "yrterm", "moterm", "daterm"), key=("crisno", "cracno"),
    ),
    Kind(
        "territorial-change", "Correlates of War, territorial change",
        "Tir, Jaroslav, Philip Schafer, Paul F. Diehl, and Gary Goertz. 1998. Territorial Changes, 1816-1996: "
        "Procedures and Data. Conflict Management and Peace Science 16(1): 89-97.",
        _words("year month gainer gaintype procedur entity area pop portion loser number"),
        dates=(Date("begin", ("year", "month")),),
    ),
    Kind(
        "cshapes", "CShapes, borders and capitals of states",
        "Schvitz, Guy, Luc Girardin, Seraina Ruegger, Nils B. Weidmann, Lars-Erik Cederman, and Kristian Skrede "
        "Gleditsch. 2022. Mapping the International System, 1886-2019: The CShapes 2.0 Dataset. Journal of Conflict "
        "Resolution 66(1): 144-161.",
        _words("cowcode country_name stdate enddate capname caplong caplat arcs"),
        text=_words("country_name stdate enddate status owner capname arcs"),
        also={"start": "stdate", "end": "enddate"},
        dates=(Date("begin", ("stdate",)), Date("end", ("enddate",))),
    ),
)  # fmt: skip
BY_ID = {kind.id: kind for kind in KINDS}


def recognised(header: Iterable[str], name: str = "") -> tuple[Kind, dict[str, str]] | None:
    """The table that a header belongs to, and how its columns are called here; None when there is none.

    Of several that fit, the one that needs most columns. Two have one header: the file's name then tells
    Gibler, Miller and Little from the project's own.
    """
    fits = []
    for kind in KINDS:
        ours = {column: kind.also.get(column, column) for column in header}
        # A table with its own spelling of a column keeps it.
        renamed = {theirs: our for theirs, our in ours.items() if our == theirs or our not in ours}
        if kind.needs <= set(renamed.values()):
            called = bool(kind.named) and kind.named in name.casefold()
            fits.append((len(kind.needs), called, kind, renamed))
    if not fits:
        return None
    _, _, kind, renamed = max(fits, key=lambda fit: fit[:2])
    return kind, renamed


def nearest(header: Iterable[str]) -> tuple[Kind, tuple[str, ...]]:
    """The table whose header is most like this one, and what it lacks."""
    held = set(header)
    kind = max(KINDS, key=lambda k: len(k.needs & held) / len(k.needs))
    return kind, tuple(sorted(kind.needs - held))
