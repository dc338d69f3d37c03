"""How fast the corpus is: the rows of the design, each beside its floor and goal, measured in one run.

No test: the figures depend on the machine. The field's files are not shipped; where they do not lie
beside the project (see `tools/shared.py`) there is nothing to measure. Run as `python -m benchmarks.corpus`.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date

import duckdb
import polars as pl
from rich.console import Console
from rich.table import Table
from tools.shared import AUTHORITIES, lacking

from foedera.corpus import panel, store
from foedera.corpus.atop import atop_dossier
from foedera.corpus.attacks import judged
from foedera.corpus.codings import by_number
from foedera.corpus.reading import read_table
from foedera.law import Deed, law_of
from foedera.law.facts import Facts
from foedera.law.judge import judge
from foedera.law.reach import candidates
from foedera.terms import ActKind

TABLES = ("atop/atop-member-level.csv", "cow/cow_states.csv", "cow/cow_nmc.csv", "cow/cow_contdir.csv")
ATTACKS = 10_000
Row = tuple[str, str, str, str, str]

#: The same law, written by hand for DuckDB; without `materialized` it takes five times as long.
SQL = """
create or replace table findings as
with rows as materialized (
  select *, row_number() over () + 1 as line, coalesce(phase, 0) as part,
    case when end_open then date '9999-12-31' else end_last end as ending
  from members
), pledges as materialized (
  select atopid, part, member as debtor, 'defense' as pledge, begin_first as opening, ending,
    case when defcoadv = 1 and defconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr1 end as one,
    case when defcoadv = 1 and defconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr2 end as two,
    false as peaceful,
    format('row {}: defense coded from {}', line, begin)
      || case when defconpr = 1 then '; unless the partner provoked it' else '' end
      || case when defcoadv = 1 and not (defconum <> 1 and specthrt = 1)
           then '; a condition of the adversary' else '' end
      || case when defcoloc = 1 then '; a condition of the location' else '' end
      || case when defcocon = 1 then '; a condition of the conflict' else '' end
      || case when defconum = 1 then '; a condition of the number of adversaries' else '' end
      || case when defcodem = 1 then '; a condition of demands' else '' end as reason
  from rows where defense = 1
  union all
  select atopid, part, member, 'offense', begin_first, ending,
    case when offcoadv = 1 and offconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr1 end,
    case when offcoadv = 1 and offconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr2 end,
    false,
    format('row {}: offense coded from {}', line, begin)
      || case when offcoadv = 1 and not (offconum <> 1 and specthrt = 1)
           then '; a condition of the adversary' else '' end
      || case when offcoloc = 1 then '; a condition of the location' else '' end
      || case when offcocon = 1 then '; a condition of the conflict' else '' end
      || case when offconum = 1 then '; a condition of the number of adversaries' else '' end
      || case when offcodem = 1 then '; a condition of demands' else '' end
  from rows where offense = 1
  union all
  select atopid, part, member, 'neutral', begin_first, ending,
    case when neucoadv = 1 and neuconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr1 end,
    case when neucoadv = 1 and neuconum <> 1 and specthrt = 1 and statthr1 > 0 then statthr2 end,
    neucoatt = 1 or neuconpr = 1,
    format('row {}: neutral coded from {}', line, begin)
      || case when neuconpr = 1 then '; unless the partner provoked it' else '' end
      || case when neucoatt = 1 then '; only if the partner is attacked' else '' end
      || case when neucoadv = 1 and not (neuconum <> 1 and specthrt = 1)
           then '; a condition of the adversary' else '' end
      || case when neucoloc = 1 then '; a condition of the location' else '' end
      || case when neucocon = 1 then '; a condition of the conflict' else '' end
      || case when neuconum = 1 then '; a condition of the number of adversaries' else '' end
      || case when neucodem = 1 then '; a condition of demands' else '' end
  from rows where neutral = 1
  union all
  select atopid, part, member, 'consul', begin_first, ending,
    case when concoadv = 1 and specthrt = 1 and statthr1 > 0 then statthr1 end,
    case when concoadv = 1 and specthrt = 1 and statthr1 > 0 then statthr2 end,
    false,
    format('row {}: consul coded from {}', line, begin)
      || case when concoreq = 1 then '; upon request' else '' end
      || case when concoadv = 1 and specthrt is distinct from 1 then '; a condition of the adversary' else '' end
      || case when concoloc = 1 then '; a condition of the location' else '' end
      || case when concocon = 1 then '; a condition of the conflict' else '' end
  from rows where consul = 1
  union all
  select atopid, part, member, 'nonagg', begin_first, ending, null, null, false,
    format('row {}: nonagg coded from {}', line, begin)
  from rows where nonagg = 1
), roles as (
  select * from (values
    ('target', 'defense', 'due'), ('target', 'offense', 'due'), ('attacker', 'offense', 'due'),
    ('target', 'consul', 'due'), ('target', 'neutral', 'barred'), ('attacker', 'neutral', 'barred'),
    ('target', 'nonagg', 'breach')) as r(side, pledge, verdict)
), sides as (
  select attack, day, 'target' as side, target as creditor, attacker as against from attacks
  union all
  select attack, day, 'attacker', attacker, target from attacks
), met as materialized (
  select s.*, m.atopid, m.part from sides s
  join rows m on m.member = s.creditor and s.day between m.begin_first and m.ending
), parties as materialized (select distinct atopid, member from members)
select distinct on (met.attack, r.verdict, p.pledge, p.debtor, met.creditor, met.against, met.atopid)
  met.attack, r.verdict, p.pledge, p.debtor, met.creditor, met.against, met.atopid, p.reason
from met
join pledges p on p.atopid = met.atopid and p.part = met.part and met.day between p.opening and p.ending
join roles r on r.side = met.side and r.pledge = p.pledge
where p.debtor <> met.creditor
  and (p.one is null or met.against = p.one or met.against = p.two)
  and (p.debtor = met.against) = (r.verdict = 'breach')
  and not (p.peaceful and met.side = 'attacker')
  and not (p.pledge = 'neutral' and p.one is null
           and exists (select 1 from parties q where q.atopid = met.atopid and q.member = met.against))
"""


def seconds(run: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def attacks() -> pl.DataFrame:
    """Attacks between two states that exist, on days of the whole table, the same in every run."""
    dossier = atop_dossier()
    law, numbers = law_of(dossier), {id_: number for number, id_ in by_number(dossier).items()}
    chance, rows = random.Random(1815), []
    while len(rows) < ATTACKS:
        day = chance.randrange(dossier.first, dossier.last + 1)
        there = [state for state in dossier.states if any(day in life for life in law.life(state))]
        if len(there) > 1:
            one, other = chance.sample(there, 2)
            rows.append((len(rows), numbers[one], numbers[other], date.fromordinal(day)))
    return pl.DataFrame(rows, schema=["attack", "attacker", "target", "day"], orient="row")


def law_row(made: pl.DataFrame) -> float:
    """The law itself on each attack, with its whole argument."""
    dossier = atop_dossier()
    law, ids = law_of(dossier), by_number(dossier)
    deeds = [Deed(ids[a], ActKind.ATTACK, ids[t], day.toordinal()) for _, a, t, day in made.iter_rows()]
    return seconds(lambda: [judge(law, deed, Facts(deed.day), candidates(law, deed)) for deed in deeds], 2)


def by_hand(made: pl.DataFrame, members: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """DuckDB with the same two tables in memory."""
    base = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in (("attacks", made), ("members", members)):
            frame.write_parquet(f"{folder}/{name}.parquet")
            base.execute(f"create table {name} as select * from read_parquet('{folder}/{name}.parquet')")
    return base


def rows() -> list[Row]:
    """The rows of the table."""
    for name in TABLES:
        store.add(read_table(AUTHORITIES / name))
    made, members = attacks(), store.frame("atop-members")
    members = members.filter(pl.col("member").is_in(list(by_number(atop_dossier()))))
    base = by_hand(made, members)
    base.execute(SQL)
    ours = judged(made.lazy(), members).collect()
    columns = ", ".join(ours.columns)
    theirs = base.execute(f"select {columns} from findings").fetchall()
    assert set(ours.drop("reason").iter_rows()) == {row[:-1] for row in theirs}, "the two give different findings"
    columnar = seconds(lambda: judged(made.lazy(), members).collect(), 7)
    duck = seconds(lambda: base.execute(SQL), 7)
    whole = law_row(made)
    dyads = seconds(lambda: panel.create_dyadyears().add_atop().add_nmc().add_contiguity().collect(), 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        (f"{ATTACKS:,} attacks, every ATOP commitment, {ours.height:,} findings with reasons", f"{columnar:.2f} s",
         "1.5 s", "0.7 s", "yes" if columnar <= 1.5 else "NO"),
        (f"the same in hand-written DuckDB SQL ({duck:.2f} s): our time in theirs", f"{columnar / duck:.2f} x", "2 x",
         "1 x", "yes" if columnar <= 2 * duck else "NO"),
        ("the same attacks before the law itself, each with its whole argument", f"{whole:.2f} s", "", "", ""),
        ("directed dyad-years with ATOP, capabilities, contiguity", f"{dyads:.2f} s", "", "", ""),
        ("most memory in this run, both sides together", f"{peak:,.0f} MB", "", "", ""),
    ]  # fmt: skip


def main() -> None:
    """Print the table, or say that there is nothing to measure."""
    if not all((AUTHORITIES / name).is_file() for name in TABLES):
        print(f"the corpus is not measured: {lacking(AUTHORITIES)}")
        return
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        table = Table("job", "median", "floor", "goal", "held", title="The corpus")
        for row in rows():
            table.add_row(*row)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
