/** Crises as games: the JSON of their answers, and how their parts are named and counted for people. */
import { here } from './address.svelte'
import { record } from './record.svelte'
import type { Citation } from './types'
import { t, term, words } from './words.svelte'

export type Interval = { value: number; low: number; high: number }
export type Lambda = number | 'inf'

export type Choice = {
  id: string
  title: string
  day: string | null
  recorded: boolean
  event: string | null
  when: string[]
  unless: string[]
  concludes: string[]
  says: string
  sources: Citation[]
}
export type Move = { id: string; title: string; by: string; choices: Choice[]; sources: Citation[] }
export type Player = { id: string; title: string; states: string[]; says: string; sources: Citation[] }
export type Indicator = { feature: string; player: string; choice: string; value: number; reason: string; sources: Citation[] }

export type Crisis = {
  id: string
  title: string
  names?: Record<string, string>
  day: string
  months: number
  asks: { choice: string; title: string }
  placebo: boolean
  about: string
  omits: string
  players: Player[]
  moves: Move[]
  indicators: Indicator[]
  debates: string[]
  sources: Citation[]
}

export type Prior = { id: string; title: string; says: string; frozen: string; sources?: Citation[] }
export type Variant = { id: string; title: string; says: string }
export type Listed = { id: string; title: string; names?: Record<string, string>; day: string; asks: string; placebo: boolean; variants?: Variant[] }
export type List = { crises: Listed[]; priors: Prior[] }

/** A decision with its choices; each leads to another decision or to an outcome. */
export type Node = {
  node: number
  move: string
  by: string
  set: number | null
  reach: number
  choices: { choice: string; probability: number; reach: number; recorded: boolean; node: number | null; outcome: number | null }[]
}

/** `player/feature`, as the API names a weight. */
export const key = (weight: Name): string => `${weight.player}/${weight.feature}`

export const LAMBDAS: Lambda[] = [0, 1, 2, 4, 8, 16, 'inf']

/** What the address asks of a crisis, but for the weights set by hand. */
export const asked = () => ({
  prior: here.get('prior') || null,
  lambda: here.get('lambda') || null,
  suppose: here.query.getAll('suppose'),
  choice: here.get('choice') || null,
  variant: here.get('variant') || null,
})

const number = (value: number, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(words.locale, options).format(value)

/** A part as a percentage; what is not quite nothing, or not quite all, is not rounded to it. */
export function percent(part: number, digits = 1): string {
  const told = (value: number) => number(value, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })
  const least = 0.5 * 10 ** -(digits + 2)
  if (part > 0 && part < least) return `< ${told(2 * least)}`
  if (part < 1 && part > 1 - least) return `> ${told(1 - 2 * least)}`
  return told(part)
}
export const decimal = (value: number, digits = 2): string => number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' })
export const figure = (value: number): string => number(value, { maximumSignificantDigits: 4 })
export const whole = (value: number): string => number(value, {})
export const span = (found: Interval): string => t('crisis.span', { low: percent(found.low), high: percent(found.high) })
export const lambdaOf = (lambda: Lambda): string => (lambda === 'inf' ? '∞' : number(lambda, { maximumSignificantDigits: 3 }))

/** A player by its states' names in the reader's language; in English as the file has it. */
export function playerOf(crisis: Crisis, id: string): string {
  const player = crisis.players.find((one) => one.id === id)
  if (!player) return id === 'chance' ? t('crisis.chance') : id
  if (words.language === 'en' || !player.states.every((state) => record.has(state))) return player.title
  return player.states.map((state) => record.title(state)).join(' – ')
}

export const weightOf = (crisis: Crisis, weight: Name): string =>
  t('crisis.weight', { player: playerOf(crisis, weight.player), feature: term('feature', weight.feature) })

/** Letters that stand for a player in the tree: no two the same. */
export function lettersOf(crisis: Crisis): Map<string, string> {
  const found = new Map<string, string>()
  for (const player of crisis.players) {
    const name = playerOf(crisis, player.id).split(/[\s–-]+/).filter((word) => /^\p{Lu}/u.test(word) && word !== 'The')
    const initials = name.map((word) => word[0]).join('').slice(0, 2)
    const tries = [initials, (name[0] ?? player.id).slice(0, 2), `${initials}${found.size + 1}`]
    found.set(player.id, tries.find((one) => one && ![...found.values()].includes(one))!)
  }
  return found.set('chance', '◇')
}

export const choicesOf = (crisis: Crisis): Map<string, Choice> => new Map(crisis.moves.flatMap((move) => move.choices.map((choice) => [choice.id, choice])))
export const recordedOf = (crisis: Crisis): Set<string> => new Set([...choicesOf(crisis).values()].filter((choice) => choice.recorded).map((choice) => choice.id))

export type Name = { player: string; feature: string }
/** The declared range of a weight, with what it rests on. */
export type Range = Name & { low: number; high: number; reason: string; sources: Citation[]; mechanisms?: { id: string; title: string }[] }
export type Weight = Range & { reach: number; first: Interval; total: Interval }
export type Shift = Name & { from: number; to: number }
export type Shares = { probability: Interval; share: Interval }
type Conditions = Shares & { draws: number; seed: number; lambda: Lambda; supposed: string[]; asked: string; without_supposing?: Shares }

/** The whole ensemble's answer. */
export type Ensemble = Conditions & {
  crisis: Crisis
  prior: Prior
  game: { outcomes: number; decisions: number; information_sets: number; distinct: number; weights: number }
  path: { lambda: Lambda; probability: number }[]
  suppositions: (Shares & { choice: string; title: string })[]
  weights: Weight[]
  centre: number
  flips_alone: Shift[]
  flip: { distance: number; changes: Shift[] } | null
}
/** A quick answer: the tree in the mean of some draws, weights set as the asker wishes. */
export type Tried = Conditions & { narrowed: string[]; weights: (Range & { prior_low: number; prior_high: number })[]; centre: number; tree: Node[] }
export type Bars = { bars: (Name & { low: number; high: number; at_low: number; at_high: number })[]; probability: Interval }
export type Heat = { x: Name & { values: number[] }; y: Name & { values: number[] }; cells: number[][] }
/** Every number that enters a crisis, with its reason and source. */
export type Sourced = { crisis: Crisis; features: { feature: string; stated: boolean; read_from: string }[]; priors: (Prior & { weights: Range[] })[] }

export type Scores = { by: string; brier: number; log: number; choices: number }[]
export type Hindcast = {
  lambda: Lambda
  draws: number
  scores: Scores
  /** With the lambda that is likeliest on the crises before. */
  calibrated?: { scores: Scores; lambdas: { crisis: string; prior: string; lambda: Lambda; low: Lambda; high: Lambda; choices_before: number }[] }
  crises: { crisis: string; placebo: boolean; brier: number; uniform: number; choices: number }[]
  note: string
}

/** What an outcome holds for each player, as measured and as a part of its reach, and what it was read from. */
export type World = {
  choices: string[]
  players: {
    player: string
    features: { feature: string; value: number; scaled: number; grounds: { says: string; records: { id: string; kind: string; title: string }[]; sources: Citation[] }[] }[]
  }[]
}
/** With its sign, a true minus among them. */
export const signed = (value: number, digits = 2): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${decimal(Math.abs(value), digits)}`
