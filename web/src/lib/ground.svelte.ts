/** What a map needs, fetched once and kept: geometry, control through time, tints; ties for a knower and readings. */
import { ask } from './api'
import { control } from './record.svelte'
import { tiesOf, type Tie } from './ties'
import type { Atlas, Control, Timeline } from './types'
import { dayOf } from './days'
import { groundOf, History, tintsOf, type Ground } from './world'

let grounded: Promise<Ground> | undefined
export const ground = (): Promise<Ground> => (grounded ??= ask<Atlas>('atlas').then(groundOf))

export type Drawn = { ground: Ground; history: History; tints: Map<string, number>; control: Control }

let tinted: Map<string, number> | undefined
const drawn = new WeakMap<Control, Drawn>()

export async function drawing(known: string | null, reading: string[]): Promise<Drawn> {
  const [base, held] = await Promise.all([ground(), control(known, reading)])
  let found = drawn.get(held)
  if (!found) {
    const history = new History(base, held)
    tinted ??= tintsOf(base, history)
    drawn.set(held, (found = { ground: base, history, tints: tinted, control: held }))
  }
  return found
}

export type Moves = {
  timeline: Timeline
  ties: Tie[]
  /** Days on which some tie begins or ends: between them the map's arcs stand still. */
  tieDays: number[]
  changes: number[]
  /** Days with at least one exactly dated event. */
  eventful: number[]
  byDay: Map<number, Timeline['events']>
}

const read = new WeakMap<Timeline, Moves>()

export async function moves(known: string | null, reading: string[], suppose?: string): Promise<Moves> {
  const timeline = await ask<Timeline>('timeline', { known_to: known, reading, suppose })
  let found = read.get(timeline)
  if (!found) {
    const byDay = new Map<number, Timeline['events']>()
    for (const event of timeline.events) {
      const [, , first, last] = event
      if (!first || first !== last) continue
      const day = dayOf(first)
      byDay.set(day, [...(byDay.get(day) ?? []), event])
    }
    const span = [dayOf(timeline.first), dayOf(timeline.last)]
    const eventful = [...byDay.keys()].filter((day) => day >= span[0] && day <= span[1]).sort((a, b) => a - b)
    const ties = tiesOf(timeline)
    const tieDays = [...new Set(ties.flatMap((tie) => [tie.from, tie.until]))].sort((a, b) => a - b)
    read.set(timeline, (found = { timeline, ties, tieDays, changes: timeline.changes.map(dayOf), eventful, byDay }))
  }
  return found
}
