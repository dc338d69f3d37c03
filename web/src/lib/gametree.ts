/** A game tree for the eye: what is folded, and where each place of it lies. Pure functions. */
import type { Node } from './crises'

/** A decision or an outcome, with the choice that leads to it. */
export type Spot = {
  id: string
  /** The move made here, who makes it, the information set; none where the game has ended. */
  move: string | null
  by: string
  set: number
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
      return { id: `o${one.outcome}`, move: null, by: '', set: -1, parent: spot, kids: [], ends: 1, ...way }
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

/** Each place with its column, which is its move's, and its height; leaves lie one below another. */
export function placed(root: Spot, open: ReadonlySet<string>, moves: string[]): { spots: Placed[]; columns: string[]; leaves: number } {
  const seen = new Set(shown(root, open).map((spot) => spot.move))
  const columns = moves.filter((move) => seen.has(move))
  const spots: Placed[] = []
  let leaves = 0
  const place = (spot: Spot): number => {
    const leaf = !spot.move || !open.has(spot.id)
    const found: Placed = { spot, column: spot.move ? columns.indexOf(spot.move) : columns.length, y: 0, leaf }
    spots.push(found)
    if (leaf) return (found.y = leaves++)
    const heights = spot.kids.map(place)
    return (found.y = (heights[0] + heights[heights.length - 1]) / 2)
  }
  place(root)
  return { spots, columns, leaves }
}
