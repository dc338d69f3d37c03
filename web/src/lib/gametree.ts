/** A game tree for the eye: what is folded, and where each place of it lies. Pure functions. */
import type { Node } from './crises'

/** A decision or an outcome, with the choice that leads to it. */
export type Spot = {
  id: string
  /** The move made here, who makes it, the information set; none where the game has ended. */
  move: string | null
  by: string
  set: number | null
  choice: string | null
  /** How likely that choice is where it is made, and how likely this place is reached at all. */
  probability: number
  reach: number
  parent: Spot | null
  kids: Spot[]
  /** Outcomes from here on. */
  ends: number
  /** Whether only recorded choices lead here. */
  recorded: boolean
}

export function grown(tree: Node[]): Spot {
  const decide = (node: Node, parent: Spot | null, reached: Pick<Spot, 'choice' | 'probability' | 'reach' | 'recorded'>): Spot => {
    const spot: Spot = { id: `n${node.node}`, move: node.move, by: node.by, set: node.set, parent, kids: [], ends: 0, ...reached }
    spot.kids = node.choices.map((one) => {
      const way = { choice: one.choice, probability: one.probability, reach: one.reach, recorded: spot.recorded && one.recorded }
      if (one.node !== null) return decide(tree[one.node], spot, way)
      return { id: `o${one.outcome}`, move: null, by: '', set: null, parent: spot, kids: [], ends: 1, ...way }
    })
    spot.ends = spot.kids.reduce((sum, kid) => sum + kid.ends, 0)
    return spot
  }
  return decide(tree[0], null, { choice: null, probability: 1, reach: 1, recorded: true })
}

export function* below(spot: Spot): Generator<Spot> {
  yield spot
  for (const kid of spot.kids) yield* below(kid)
}

export const FOLDS = ['likely', 'done', 'all', 'none'] as const
export type Fold = (typeof FOLDS)[number]

/** The decisions that stand open: the likeliest ways as far as `most` leaves go, the recorded way, all, or the first alone. */
export function opened(root: Spot, fold: Fold, most = 9): Set<string> {
  const all = [...below(root)].filter((spot) => spot.move)
  if (fold === 'all') return new Set(all.map((spot) => spot.id))
  if (fold === 'done') return new Set(all.filter((spot) => spot.recorded).map((spot) => spot.id))
  const open = new Set<string>([root.id])
  if (fold === 'none') return open
  let leaves = root.kids.length
  let edge = root.kids.filter((kid) => kid.move)
  while (edge.length) {
    const next = edge.reduce((best, spot) => (spot.reach > best.reach ? spot : best))
    if (leaves + next.kids.length - 1 > most) break
    leaves += next.kids.length - 1
    open.add(next.id)
    edge = [...edge.filter((spot) => spot !== next), ...next.kids.filter((kid) => kid.move)]
  }
  return open
}

/** The places that show, from the root on; what lies behind a folded one does not. */
export const shown = (root: Spot, open: ReadonlySet<string>): Spot[] =>
  [root, ...(open.has(root.id) ? root.kids.flatMap((kid) => shown(kid, open)) : [])]

export const depth = (spot: Spot): number => (spot.parent ? 1 + depth(spot.parent) : 0)

export type Placed = { spot: Spot; column: number; y: number; leaf: boolean }

/** The moves that show, in their order: each has a column. */
export function columnsOf(root: Spot, open: ReadonlySet<string>, moves: string[]): string[] {
  const seen = new Set(shown(root, open).map((spot) => spot.move))
  return moves.filter((move) => seen.has(move))
}

/** Each place with its column and its height; leaves lie one below another, with room above each for its words. */
export function placed(root: Spot, open: ReadonlySet<string>, columns: string[], room: (spot: Spot) => number, foot: number): { spots: Placed[]; down: number } {
  const spots: Placed[] = []
  let down = 0
  const place = (spot: Spot, above: number): number => {
    const leaf = !spot.move || !open.has(spot.id)
    const found: Placed = { spot, column: spot.move ? columns.indexOf(spot.move) : columns.length, y: 0, leaf }
    spots.push(found)
    const need = Math.max(room(spot), above)
    if (leaf) {
      found.y = down + need
      down = found.y + foot
      return found.y
    }
    // One that lies level with its only or its first kid leaves it the room that it needs itself.
    const heights = spot.kids.map((kid, index) => place(kid, spot.kids.length === 1 || index === 0 ? need - (spot.kids.length - 1) * 30 : 0))
    return (found.y = (heights[0] + heights[heights.length - 1]) / 2)
  }
  place(root, 0)
  return { spots, down }
}

/** How many lines a text takes, broken at its spaces. */
export function lines(text: string, most: number): number {
  let found = 1
  let length = 0
  for (const word of text.split(' ')) {
    if (length && length + 1 + word.length > most) [found, length] = [found + 1, word.length]
    else length += (length ? 1 : 0) + word.length
  }
  return found
}
