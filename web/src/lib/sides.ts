/** Who sides with whom: the answers of alignments, and what their pictures need of them. Pure functions. */
import type { Drawn as Map_ } from './ground.svelte'
import type { Citation, TreatyRef } from './types'

export type Grounds = { component: string; value: number; says: string; at: string }[]
export type Minimum = {
  energy: number
  basin: number | null
  share: number | null
  camps: [string[], string[]]
  misplaced: string[]
  depth: number | null
  way_out: { state: string; energy: number }[]
}
export type Point = { energy: number; against: string[]; changed: string | null; minimum: number | null }
export type Brief = { states: number; minima: number; energy: number; share: number | null; camps: [string[], string[]]; misplaced: string[] }
export type Component = { id: string; title: string; weight: number; says: string; sources: Citation[] }
export type Landscape = {
  title: string
  about: string
  year: number
  states: { state: string; size: number; side: string | null }[]
  components: Component[]
  configurations: number
  minima: Minimum[]
  complete: boolean
  proven: boolean
  bound: number
  found?: number
  descents?: number
  published: { title: string; says: string; camps: [string[], string[]]; energy: number; nearest: number; apart: string[]; sources: Citation[] }[]
  pairs: { one: string; other: string; propensity: number; energy: number; grounds: Grounds }[]
  sources: Citation[]
  relief?: Point[]
  years?: (Brief & { year: number })[]
  varied?: (Brief & { component: string; weight: number })[]
  weighted?: { draws: number; same: number; as_near: number; minima: Record<string, number>; loyal: Record<string, number> }
  null?: { draws: number; misplaced: number; as_near: number; deepest_misplaced: number; deepest_as_near: number; minima_mean: number }
}

export type Tie = { one: string; other: string; weight: number; grounds?: { kind: string; weight: number; record: string }[] }
export type Balance = {
  day: string
  actors: number
  ties: number
  negative: number
  weight: number
  triads: Record<string, number>
  balanced_triads: number | null
  frustration: number
  bound: number
  proven: boolean
  camps: [string[], string[]]
  frustrated: Tie[]
  communities: string[][]
  signed: Tie[]
  definition: string
  weights: { kind: string; weight: number }[]
}
export type Film = { months: Omit<Balance, 'definition' | 'weights'>[] }

export type Commitment = { commitment: string; treaty: TreatyRef; at: string; says: string }
export type Camp = { leader: string; core: string[]; states: string[]; size: number; share: number; sizes: Record<string, number>; by: { state: string; commitments: Commitment[] }[] }
export type Outside = { state: string; size: number; tips: boolean; pivotal: boolean; bars: Commitment[]; help: Commitment[]; aside: Commitment[] }
export type Power = {
  day: string
  stronger: Camp
  weaker: Camp
  gap: number
  pivotal: string | null
  outside: Outside[]
  rivalry: { says: string; sources: Citation[] }
  next: { day: string; pivotal: string | null; outside: Outside[] } | null
  exposures: { state: string; adversaries: string[]; fronts_km: Record<string, number>; two_fronts: boolean; encirclement: number; helpers: string[]; isolation: number }[]
  sizes: { state: string; sources: Citation[] }[]
  definitions: Record<string, string>
}

/** How a map shows a state's side: which look, and in words. */
export type Side = { look: 0 | 1 | 2; says: string }

// -- a relief ----------------------------------------------------------------------

export type Spot = Point & { x: number; index: number }
export type Valley = { minimum: number; from: number; to: number }
export type Drawn = { spots: Spot[]; valleys: Valley[]; low: number; high: number }

/** A relief between 0 and 1 from left to right: a valley is as wide as its basin's share, each change a step in it. */
export function drawnRelief(points: Point[], shares: (number | null)[]): Drawn {
  const bottoms = points.flatMap((point, index) => (point.minimum === null ? [] : [index]))
  const low = Math.min(...points.map((point) => point.energy))
  const inner = points.slice(bottoms[0], bottoms.at(-1)! + 1)
  const pass = Math.max(...inner.map((point) => point.energy))
  const wall = Math.max(...points.map((point) => point.energy)) - low
  const high = bottoms.length > 1 && pass > low ? Math.min(low + wall, pass + 0.55 * (pass - low)) : low + 0.5 * wall
  // The walls on both sides are drawn as far as the first configuration that is out of sight.
  let first = bottoms[0]
  while (first > 0 && points[first].energy <= high) first--
  let last = bottoms.at(-1)!
  while (last < points.length - 1 && points[last].energy <= high) last++

  const edges = bottoms.slice(1).map((bottom, place) => {
    const between = points.slice(bottoms[place], bottom + 1)
    return bottoms[place] + between.reduce((best, point, index) => (point.energy > between[best].energy ? index : best), 0)
  })
  const wide = bottoms.map((bottom) => Math.max(0.16, shares[points[bottom].minimum!] ?? 0))
  const whole = wide.reduce((sum, width) => sum + width, 0)
  let at = 0
  const valleys = bottoms.map((bottom, place) => ({ minimum: points[bottom].minimum!, from: at / whole, to: (at += wide[place]) / whole }))
  const stops = [first, ...bottoms.flatMap((bottom, place) => (place < edges.length ? [bottom, edges[place]] : [bottom])), last]
  const places = [0, ...valleys.flatMap((valley, place) => [(valley.from + valley.to) / 2, ...(place < edges.length ? [valley.to] : [])]), 1]
  const spots = points.slice(first, last + 1).map((point, offset) => {
    const index = first + offset
    const stop = Math.max(0, stops.findLastIndex((one, place) => one <= index && place < stops.length - 1))
    const span = stops[stop + 1] - stops[stop] || 1
    return { ...point, index, x: places[stop] + ((places[stop + 1] - places[stop]) * (index - stops[stop])) / span }
  })
  return { spots, valleys, low, high }
}

/** A smooth line through points that neither overshoots nor invents a valley (Fritsch and Carlson 1980). */
export function smooth(points: [number, number][]): string {
  const n = points.length
  if (n < 2) return ''
  const slope = points.slice(1).map(([x, y], i) => (y - points[i][1]) / (x - points[i][0] || 1e-9))
  const tangent = points.map((_, i) => {
    if (i === 0 || i === n - 1) return slope[i === 0 ? 0 : n - 2]
    const [a, b] = [slope[i - 1], slope[i]]
    return a * b <= 0 ? 0 : (2 * a * b) / (a + b)
  })
  const f = (value: number) => value.toFixed(1)
  return points.slice(1).reduce((path, [x, y], i) => {
    const [px, py] = points[i]
    const third = (x - px) / 3
    return `${path}C${f(px + third)},${f(py + tangent[i] * third)} ${f(x - third)},${f(y - tangent[i + 1] * third)} ${f(x)},${f(y)}`
  }, `M${f(points[0][0])},${f(points[0][1])}`)
}

// -- a film ------------------------------------------------------------------------

/** The camps of a month, each group of states that hang together turned so that most stand as they stood before. */
export function aligned(month: Film['months'][number], before: ReadonlyMap<string, number>): Map<string, number> {
  const near = new Map<string, string[]>()
  for (const { one, other } of month.signed) {
    near.set(one, [...(near.get(one) ?? []), other])
    near.set(other, [...(near.get(other) ?? []), one])
  }
  const raw = new Map(month.camps.flatMap((camp, side) => camp.map((state) => [state, side] as const)))
  const found = new Map<string, number>()
  for (const start of near.keys()) {
    if (found.has(start)) continue
    const part = [start]
    const seen = new Set(part)
    for (const state of part) for (const next of near.get(state)!) if (!seen.has(next)) seen.add(next), part.push(next)
    const turned = part.reduce((sum, state) => sum + (before.has(state) ? (before.get(state) === raw.get(state) ? 1 : -1) : 0), 0) < 0
    for (const state of part) found.set(state, turned ? 1 - raw.get(state)! : raw.get(state)!)
  }
  return found
}

/** States in the order of a compass, by where their capitals lie from the middle of the map; others last. */
export function compass(states: string[], drawn: Map_ | null, days: number[]): string[] {
  const views = Object.values(drawn?.ground.topology.views ?? {})
  const [lon, lat] = views[0]?.centre ?? [0, 0]
  const seats = new Map(days.flatMap((day) => drawn?.history.capitals(day) ?? []).map(({ state, at }) => [state, at]))
  const bearing = (state: string) => {
    const seat = seats.get(state)
    if (!seat) return Infinity
    const angle = Math.atan2((seat[0] - lon) * Math.cos((lat * Math.PI) / 180), seat[1] - lat)
    return angle < 0 ? angle + 2 * Math.PI : angle
  }
  const found = new Map(states.map((state) => [state, bearing(state)]))
  return [...states].sort((a, b) => (found.get(a) === found.get(b) ? a.localeCompare(b) : found.get(a)! - found.get(b)!))
}
