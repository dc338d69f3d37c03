/** The JSON of the API, as far as the atlas reads it. */
import type { Topology } from 'topojson-specification'

export type Citation = { ref: string; at: string; verified?: string; says?: string }
export type Named = { id: string; title: string; names: Record<string, string> }
export type TreatyRef = { id: string; title: string; signed: string }
export type Variation = { point: string; value: string; by: string; established: boolean; sources: Citation[] }
export type Note = { reading: string; alternative: string; verdict: string; open: boolean }
export type Reading = { id: string; title: string; default: string; open: boolean; alternatives: { id: string; says: string; holders: string[] }[] }

export type Contents = {
  title: string
  names: Record<string, string>
  digest: string
  first: string
  last: string
  opening: string
  example: string | null
  note: string
  states: Named[]
  treaties: (Named & { signed: string; parties: number })[]
  places: Named[]
  persons: Named[]
  organizations: Named[]
  readings: Reading[]
  suppositions: { id: string; title: string; note: string }[]
  acts: { verb: string; form: string }[]
  pledges: string[]
  events: number
  sources: number
}

/** treaty, pledge, one, other, marks (m mutual, s secret, c contested), from, until */
export type TieRow = [string, string, string, string, string, string | null, string | null]

export type Timeline = {
  first: string
  last: string
  known_to: string | null
  ties: TieRow[]
  wars: [string, string, string, string | null][]
  /** id, date as recorded, first day it can mean, last, title */
  events: [string, string, string | null, string | null, string][]
  changes: string[]
}

export type Held = { place: string | null; sovereign: string | null; controller: string | null; regime: string | null; contested: string | null }
export type Sphere = { line: string; of: string[]; treaty: string; secret: boolean }
export type Capital = { state: string; name: string; at: [number, number]; held_by?: string | null }

/** Per atom the stretches of control: from day, index into `holdings`. */
export type Control = {
  days: string[]
  holdings: Held[]
  atoms: Record<string, [string, number][]>
  spheres: [string, Sphere[]][]
  capitals: [string, Capital[]][]
}

/** A part of the map: an equal-area cone with its standard parallels, and the corners to be shown. */
export type View = { name: string; parallels: [number, number]; centre: [number, number]; extent: [[number, number], [number, number]] }
export type Atlas = Topology & { views?: Record<string, View> }

export type Step = { holds: boolean | null; says: string; at: string; sources: Citation[]; kind: string; assumed?: string; because?: Step[] }

/** Why a stretch of days opens or closes: the engine's sentence, and its kind with what fills it. */
export type Ground = { kind: string; says: string; filling: Record<string, string> }

export type Finding = {
  verdict: string
  debtor: string
  creditor: string
  against: string | null
  pledge: string
  modality: string
  commitment: string
  article: string
  treaty: TreatyRef
  secret: boolean
  says: string
  within: string | null
  because: Step[]
  readings: Note[]
  upon?: string
  conflicts_with?: string[] | string
}

export type ActAnswer = {
  day: string
  known_to: string | null
  act: { actor: string; verb: string; target: string | null; against: string[]; assumed: string[]; assessed: { is: string; of: string | null; holds: boolean; by: string }[]; recorded: string | null; treaty: string | null }
  findings: Finding[]
  leaving?: Leaving
}

export type Owed = { commitment: string; article: string; treaty: TreatyRef; pledge: string; secret: boolean; says: string; debtors: string[]; creditors: string[]; until: string | null }
/** Whether a party may leave an instrument on a day, from when it is free, of what, and what binds it still. */
export type Leaving = {
  treaty: TreatyRef; party: string; verdict: string; by_text: string; effect: string | null
  because: Step[]; readings: Note[]; commitments: Owed[]; besides: Owed[]
  recorded: { how: string; given: string; until: string | null; reading: string | null; says: string; sources: Citation[] }[]
}

export type Candidate = {
  commitment: string
  treaty: TreatyRef
  pledge: string
  verdict: string
  stage: string
  first_failing: Step | null
  because: Step[]
}

export type Instrument = TreatyRef & {
  status: string
  since: string | null
  until: string | null
  ground: Ground | null
  readings: Note[]
  parties: number
  with: string[]
  articles: { id: string; article: string; pledge: string; modality: string; says: string; secret: boolean; stands: boolean; at: string }[]
  differs: number
}

export type Changes = {
  entered: TreatyRef[]
  left: TreatyRef[]
  contested: TreatyRef[]
  wars_begun: War[]
  wars_ended: War[]
  control: { place: string; from: Whose; to: Whose }[]
}
export type Whose = { sovereign: string; controller: string; regime: string }
export type War = { attacker: string; defender: string; since: string; until: string | null; event: string }
export type DayAnswer = {
  day: string
  events: { id: string; date: string; title: string; place: string; sources: Citation[] }[]
  wars: War[]
  changed: Changes
}
