/** Ties of a day gathered by pair and kind, for the map and for its table. */
import { dayOf } from './days'
import { KINDS, kindOf, type Kind } from './kinds'
import type { TieRow, Timeline } from './types'

export type Tie = { treaty: string; pledge: string; one: string; other: string; mutual: boolean; secret: boolean; contested: boolean; from: number; until: number }
export type Pair = { key: string; one: string; other: string; kind: Kind; ties: Tie[]; contested: boolean; secret: boolean }

export const tiesOf = (timeline: Timeline): Tie[] => timeline.ties.map(read)

function read([treaty, pledge, one, other, marks, from, until]: TieRow): Tie {
  return {
    treaty, pledge, one, other,
    mutual: marks.includes('m'), secret: marks.includes('s'), contested: marks.includes('c'),
    from: from ? dayOf(from) : -Infinity, until: until ? dayOf(until) : Infinity,
  }
}

/** The ties that stand on a day; each pair of states appears once for each kind of pledge. */
export function pairsOn(ties: Tie[], day: number): Pair[] {
  const found = new Map<string, Pair>()
  for (const tie of ties) {
    if (day < tie.from || day >= tie.until) continue
    const [one, other] = tie.one < tie.other ? [tie.one, tie.other] : [tie.other, tie.one]
    const kind = kindOf(tie.pledge)
    const key = `${one}|${other}|${kind}`
    const pair = found.get(key)
    if (pair) pair.ties.push(tie)
    else found.set(key, { key, one, other, kind, ties: [tie], contested: false, secret: false })
  }
  const pairs = [...found.values()]
  for (const pair of pairs) {
    pair.contested = pair.ties.every((tie) => tie.contested)
    pair.secret = pair.ties.every((tie) => tie.secret)
  }
  return pairs.sort((a, b) => KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind) || (a.key < b.key ? -1 : 1))
}
