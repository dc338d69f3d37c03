"""Small tables with the field's own headers and made-up rows, and the way to the real ones where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.shared import AUTHORITIES, lacking

from foedera.corpus import store
from foedera.corpus.reading import read_table

needs_authorities = pytest.mark.skipif(not (AUTHORITIES / "atop").is_dir(), reason=lacking(AUTHORITIES / "atop"))

STATES = """\
stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
ALB,901.0,Alba,1900.0,1.0,1.0,1999.0,12.0,31.0,2016.0
BEL,902.0,Bela,1900.0,1.0,1.0,1999.0,12.0,31.0,2016.0
COR,903.0,Cora,1900.0,1.0,1.0,1940.0,6.0,30.0,2016.0
COR,903.0,Cora,1945.0,1.0,1.0,1999.0,12.0,31.0,2016.0
DAR,904.0,Dara,1900.0,1.0,1.0,1999.0,12.0,31.0,2016.0
"""
#: Alba and Bela defend each other from 5 March 1930 against Dara; Cora alone promises Alba to defend it.
#: A pact of 1950 between Bela and Dara has not ended.
MEMBERS = """\
atopid,member,cowsys,yrent,moent,dayent,yrexit,moexit,dayexit,bilat,phase,maxphase,secrart,defense,offense,neutral,\
nonagg,consul,defcon,defcoadv,defcoloc,defcocon,defconum,defcodem,defconpr,neucoatt,concoreq,specthrt,statthr1,statthr2,version
7001,901,1,1930,3,5,1940,6,30,1,0,0,0,1,0,0,0,1,1,1,0,0,0,0,1,0,1,1,904,,4.0100002
7001,902,1,1930,3,5,1940,6,30,1,0,0,0,1,0,0,0,1,1,1,0,0,0,0,1,0,1,1,904,,4.0100002
7002,901,1,1932,7,,1935,1,1,1,0,0,1,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,,4.0100002
7002,903,1,1932,7,,1935,1,1,1,0,0,1,1,0,0,1,0,1,0,1,0,0,0,0,0,0,0,0,,4.0100002
7003,902,1,1950,1,1,0,0,0,1,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,1,0,0,,,4.0100002
7003,904,1,1950,1,1,0,0,0,1,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,1,0,0,,,4.0100002
"""
NMC = """\
ccode,year,milex,milper,irst,pec,tpop,upop,cinc
901.0,1930.0,100.0,10.0,NA,5.0,1000.0,100.0,0.25
901.0,1931.0,-9.0,10.0,0.0,,1000.0,100.0,0.5
902.0,1930.0,50.0,5.0,1.0,5.0,900.0,90.0,0.75
"""
WARS = (
    "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,"
    "StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,"
    "BatDeath,Version\r"
    "1,First War,1,904,Dara,1,4,1,1934,11,13,1934,-8,-8,-8,-8,-8,-8,-8,2,1,2,-8,600,4\r"
    "1,First War,1,901,Alba,2,4,1,1934,11,13,1934,-8,-8,-8,-8,-8,-8,-8,2,2,1,-8,-9,4\r"
    "1,First War,1,902,Bela,2,4,20,1934,11,13,1934,-8,-8,-8,-8,-8,-8,-8,2,2,1,-8,10,4\r"
)
DYADS = """\
ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul
901.0,902.0,1930.0,1.0,0.0,0.0,0.0,1.0
902.0,901.0,1930.0,1.0,0.0,0.0,0.0,1.0
"""
CONTIGUITY = "ccode1,ccode2,conttype,stdate,enddate\n901.0,902.0,1.0,1900-01-01,1999-12-01\n"
SHAPES = (
    '{"type": "Topology", "arcs": [[[0, 0], [1, 1]]], "objects": {"shapes": {"type": "GeometryCollection", '
    '"geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"cowcode": 901, "country_name": "Alba", '
    '"start": "1900-01-01", "end": "1999-12-31", "status": "independent", "owner": "901", "capname": "A", '
    '"caplong": 1.5, "caplat": 2.5, "b_def": 1, "fid": 1}}]}}}'
)


def written(folder: Path, name: str, text: str) -> Path:
    """A file of the field, as somebody has it on disk."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def filled(folder: Path, **tables: str) -> None:
    """A store that holds these tables; the test has pointed it to an empty folder."""
    for name, text in tables.items():
        store.add(read_table(written(folder, f"{name}.csv", text)))
