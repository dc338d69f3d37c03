/** The map's world by day: who holds which atom, the frontiers between holders, tints, labels. Pure functions. */
import { geoArea, type GeoPath, type GeoProjection } from 'd3-geo'
import type { Feature, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'
import { feature, mesh, neighbors } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'
import { bisect, dayOf } from './days'
import type { Atlas, Capital, Control, Held, Sphere } from './types'

export type Atom = { id: string; index: number; shape: Feature<Polygon | MultiPolygon>; near: number[]; home: string | null }

export type Ground = {
  atoms: Atom[]
  /** Arcs of the topology that two atoms share. */
  shared: { a: number; b: number; arc: number }[]
  /** Arcs that bound one atom only: coasts and the edge of the map. */
  rim: { a: number; arc: number }[]
  topology: Atlas
}

type Properties = { id?: string; state?: string; home?: string }

/** The geometry, read once: atoms, their neighbours, the arcs between them. */
export function groundOf(topology: Atlas): Ground {
  const objects = topology.objects.atoms as GeometryCollection<Properties>
  const shapes = feature(topology, objects).features as Feature<Polygon | MultiPolygon, Properties>[]
  shapes.forEach((shape) => wind(shape.geometry))
  const near = neighbors(objects.geometries as never)
  const atoms = shapes.map((shape, index) => ({
    id: String(shape.id ?? shape.properties?.id ?? index),
    index,
    shape,
    near: near[index],
    home: shape.properties?.home ?? shape.properties?.state ?? null,
  }))
  return { atoms, ...arcsOf(objects.geometries), topology }
}

/** Rings in the sense that a sphere needs: else an area is all the world but itself. */
export function wind(geometry: Polygon | MultiPolygon): void {
  for (const rings of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    rings.forEach((ring, place) => {
      const large = geoArea({ type: 'Polygon', coordinates: [ring] }) > 2 * Math.PI
      if (large === (place === 0)) (ring as Position[]).reverse()
    })
}

function arcsOf(geometries: GeometryObject[]): Pick<Ground, 'shared' | 'rim'> {
  const users = new Map<number, number[]>()
  geometries.forEach((geometry, index) => {
    const arcs = 'arcs' in geometry ? (geometry.arcs as unknown[]).flat(Infinity as 3) : []
    for (const signed of arcs as number[]) {
      const arc = signed < 0 ? ~signed : signed
      const found = users.get(arc)
      if (!found) users.set(arc, [index])
      else if (!found.includes(index)) found.push(index)
    }
  })
  const rows = [...users].map(([arc, [a, b]]) => ({ a, b, arc }))
  return { shared: rows.filter(({ b }) => b !== undefined), rim: rows.filter(({ b }) => b === undefined) }
}

export const arcPath = (path: GeoPath, topology: Topology, arc: number): string =>
  path(feature(topology, { type: 'LineString', arcs: [arc] } as never) as never) ?? ''

export const coast = (topology: Atlas): MultiLineString =>
  mesh(topology, topology.objects.atoms as never, (a, b) => a === b) as MultiLineString

// -- who holds what ---------------------------------------------------------------

const NOBODY: Held = { place: null, sovereign: null, controller: null, regime: null, contested: null }

/** Control through all days, so that a step of the scrubber asks nobody. */
export class History {
  readonly #days: number[]
  readonly #atoms: ({ days: number[]; held: Held[] } | null)[]
  readonly #spheres: { days: number[]; sets: Sphere[][] }
  readonly #capitals: { days: number[]; sets: Capital[][] }

  constructor(ground: Ground, control: Control) {
    const days = control.days.map(dayOf)
    this.#atoms = ground.atoms.map((atom) => {
      const runs = control.atoms[atom.id]
      return runs ? { days: runs.map(([day]) => dayOf(day)), held: runs.map(([, index]) => control.holdings[index]) } : null
    })
    const sets = <T>(rows: [string, T[]][]) => ({ days: rows.map(([day]) => dayOf(day)), sets: rows.map(([, set]) => set) })
    this.#spheres = sets(control.spheres)
    this.#capitals = sets(control.capitals)
    this.#days = days
  }

  /** Changes only when some atom changes hands: the key of everything that is drawn from control. */
  epoch(day: number): number {
    return bisect(this.#days, day)
  }

  holdings(day: number): Held[] {
    return this.#atoms.map((atom) => {
      const place = atom ? bisect(atom.days, day) : -1
      return place < 0 ? NOBODY : atom!.held[place]
    })
  }

  spheres(day: number): Sphere[] {
    return this.#spheres.sets[bisect(this.#spheres.days, day)] ?? []
  }

  capitals(day: number): Capital[] {
    return this.#capitals.sets[bisect(this.#capitals.days, day)] ?? []
  }

  /** Every two states that ever held neighbouring atoms, and how many atoms each ever held. */
  rivals(ground: Ground): { size: Map<string, number>; beside: Map<string, Set<string>> } {
    const size = new Map<string, number>()
    const beside = new Map<string, Set<string>>()
    const holders = this.#atoms.map((atom) => [...new Set(atom?.held.flatMap((h) => [h.sovereign, h.controller]))].filter((s): s is string => !!s))
    ground.atoms.forEach((atom) => {
      for (const one of holders[atom.index]) {
        size.set(one, (size.get(one) ?? 0) + 1)
        const set = beside.get(one) ?? beside.set(one, new Set()).get(one)!
        for (const next of [atom.index, ...atom.near]) for (const other of holders[next]) if (other !== one) set.add(other)
      }
    })
    return { size, beside }
  }
}

export const TINTS = 8

/** A tint for every state, none shared with a state that was ever its neighbour, as far as eight go. */
export function tintsOf(ground: Ground, history: History): Map<string, number> {
  const { size, beside } = history.rivals(ground)
  const tints = new Map<string, number>()
  const used = new Array<number>(TINTS).fill(0)
  const order = [...size].sort(([a, m], [b, n]) => (beside.get(b)!.size - beside.get(a)!.size) || n - m || (a < b ? -1 : 1))
  for (const [state] of order) {
    const clashes = new Array<number>(TINTS).fill(0)
    for (const other of beside.get(state)!) {
      if (tints.has(other)) clashes[tints.get(other)!] += 6
      // Better not the tint of a neighbour's neighbour either: they often lie in sight of each other.
      for (const third of beside.get(other)!) if (third !== state && tints.has(third)) clashes[tints.get(third)!] += 1 / beside.get(other)!.size
    }
    let best = 0
    for (let tint = 1; tint < TINTS; tint++)
      if (clashes[tint] < clashes[best] || (clashes[tint] === clashes[best] && used[tint] < used[best])) best = tint
    tints.set(state, best)
    used[best] += 1
  }
  return tints
}

/** Regimes that are drawn by hatching over the tint. */
export const HATCHED = ['occupied', 'annexed', 'protectorate', 'puppet', 'demilitarized', 'leased', 'mandate', 'international', 'free-city', 'autonomous']

export const holder = (held: Held): string | null => held.controller ?? held.sovereign

/** Whose tint lies under the hatching: the sovereign's while another merely holds the land. */
export const underneath = (held: Held): string | null =>
  held.regime === 'occupied' || held.regime === 'leased' ? (held.sovereign ?? held.controller) : holder(held)

export type Frontier = 'state' | 'former' | 'inner' | null

/** What runs between two neighbouring atoms. */
export function frontier(one: Held, other: Held): Frontier {
  if (holder(one) !== holder(other)) return 'state'
  if (one.sovereign !== other.sovereign) return 'former'
  return one.regime !== other.regime && (separate(one) || separate(other)) ? 'inner' : null
}

const separate = (held: Held): boolean => ['protectorate', 'puppet', 'occupied', 'autonomous', 'leased', 'mandate', 'free-city'].includes(held.regime ?? '')

// -- labels -----------------------------------------------------------------------

export type Label = { id: string; text: string; x: number; y: number; size: number; kind: 'state' | 'city'; anchor: 'middle' | 'start' | 'end' }
export type Spot = { x: number; y: number; area: number }
type Box = [number, number, number, number]

/** For each holder the middle of the land that bears its name, large and near its seat, and its extent. */
export function lands(ground: Ground, holdings: Held[], spots: Spot[], seats: ReadonlyMap<string, [number, number]>): Map<string, Spot> {
  const found = new Map<string, Spot & { claim: number }>()
  const seen = new Set<number>()
  for (const atom of ground.atoms) {
    const who = holder(holdings[atom.index])
    if (!who || seen.has(atom.index)) continue
    const piece: number[] = []
    const queue = [atom.index]
    seen.add(atom.index)
    while (queue.length) {
      const at = queue.pop()!
      piece.push(at)
      for (const next of ground.atoms[at].near) if (!seen.has(next) && holder(holdings[next]) === who) seen.add(next), queue.push(next)
    }
    const spot = middle(piece.map((index) => spots[index]).filter((part) => part.area > 0))
    if (!spot) continue
    const seat = seats.get(who)
    const claim = seat ? spot.area / ((spot.x - seat[0]) ** 2 + (spot.y - seat[1]) ** 2 + spot.area) : spot.area
    if (claim > (found.get(who)?.claim ?? -1)) found.set(who, { ...spot, claim })
  }
  return found
}

function middle(parts: Spot[]): Spot | null {
  const area = parts.reduce((sum, part) => sum + part.area, 0)
  if (!(area > 0)) return null
  const x = parts.reduce((sum, part) => sum + part.x * part.area, 0) / area
  const y = parts.reduce((sum, part) => sum + part.y * part.area, 0) / area
  // A long or bent land has its centre outside it: then the nearest of its larger parts bears the name.
  const near = parts
    .filter((part) => part.area > area / 25)
    .reduce((best, part) => (Math.hypot(part.x - x, part.y - y) < Math.hypot(best.x - x, best.y - y) ? part : best), parts[0])
  const reach = Math.sqrt(area) / 4
  return Math.hypot(near.x - x, near.y - y) > reach ? { x: near.x, y: near.y, area } : { x, y, area }
}

/** Labels that do not touch: the larger first; one that finds no room is left out. */
export function placed(wanted: (Label & { width: number; tries: [number, number, Label['anchor']][] })[], taken: Box[], width: number, height: number): Label[] {
  const boxes: Box[] = [...taken]
  const found: Label[] = []
  for (const label of wanted) {
    for (const [dx, dy, anchor] of label.tries) {
      const x = label.x + dx
      const y = label.y + dy
      const left = anchor === 'middle' ? x - label.width / 2 : anchor === 'start' ? x : x - label.width
      const box: Box = [left - 3, y - label.size * 0.85, left + label.width + 3, y + label.size * 0.3]
      if (box[0] < 2 || box[1] < 2 || box[2] > width - 2 || box[3] > height - 2) continue
      if (boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue
      boxes.push(box)
      found.push({ id: label.id, text: label.text, x, y, size: label.size, kind: label.kind, anchor })
      break
    }
  }
  return found
}

/** A bowed line between two seats, on one side for each kind so that they do not lie upon each other. */
export function bow(projection: GeoProjection, from: [number, number], to: [number, number], bend: number): string {
  const one = projection(from)
  const two = projection(to)
  if (!one || !two) return ''
  const [x1, y1] = one
  const [x2, y2] = two
  const x = (x1 + x2) / 2 + (y1 - y2) * bend
  const y = (y1 + y2) / 2 + (x2 - x1) * bend
  const f = (n: number) => n.toFixed(1)
  return `M${f(x1)},${f(y1)}Q${f(x)},${f(y)} ${f(x2)},${f(y2)}`
}

/** Of some points the nearest in a direction, seen from one of them; -1 where none lies that way. */
export function ahead(points: { index: number; x: number; y: number }[], start: number, [dx, dy]: [number, number]): number {
  const from = points.find(({ index }) => index === start)
  let best = -1
  let least = Infinity
  for (const { index, x, y } of from ? points : []) {
    const along = (x - from!.x) * dx + (y - from!.y) * dy
    const cost = along + 2 * (Math.abs((x - from!.x) * dy) + Math.abs((y - from!.y) * dx))
    if (index !== start && along > 0.5 && cost < least) [best, least] = [index, cost]
  }
  return best
}

const pen = document.createElement('canvas').getContext('2d')!
const widths = new Map<string, number>()
/** How wide a name is in the type of the map, letters spaced by a share of its size. */
export function widthOf(text: string, size: number, spaced: number): number {
  const key = `${size}|${text}`
  let found = widths.get(key)
  if (found === undefined) {
    pen.font = `600 ${size}px "Palatino Linotype", Palatino, "Times New Roman", serif`
    widths.set(key, (found = pen.measureText(text).width + spaced * size * text.length))
  }
  return found
}
