/** Questions, marks and lessons as the API tells them, and spaced practice kept in this browser only. */
import { address, Fault } from './api'
import type { Citation } from './types'
import { words } from './words.svelte'

export type Texts = Record<string, string>
export type Told = { id: string; type: string; page?: string; title: string; date?: string; sources: Citation[] }
export type Brief = { id: string; kind: string; text: Texts; marks: number; theme: string; closed: boolean; levels: boolean }
export type Question = Brief & {
  minutes: number
  day: string | null
  look: string | null
  hint: Texts
  extracts: { id: string; text: Texts; sources: Citation[] }[]
  options: Texts[]
  items: Texts[]
}
export type Point = { point: string; marks: number; explain_marks: number; at_most: number; pair: string | null; side: string | null; text: Texts; ideas: Texts[]; explain: Texts[]; found: Told[]; more: number; named: Texts[]; rests_on: Told[]; says: Texts }
export type Scheme = Question & {
  about: Told[]
  takes: number | null
  points: Point[]
  needs: { marks: [number, number]; text: Texts }[]
  answers: { text: Texts; right: boolean; why: Texts; record: Told[] }[]
  order: (Told & { text: Texts })[]
  model: Texts
  mistakes: { id: string; text: Texts; says: Texts }[]
  note: string
}
export type Marked = {
  question: string
  marks: number
  out_of: number
  language?: string
  points: { point: string; text: string; awarded: number; of: number; because: string; words: string[]; spans: [number, number][]; fact?: string; record: Told[] }[]
  level?: { level: number; because: string; range: [number, number] }
  mistakes: { mistake: string; text: string; says: string; words: string; record: Told[] }[]
  cannot_judge: { because: string; words: string }[]
}
export type LessonBrief = { id: string; number: number; title: Texts; minutes: number; steps: number }
export type Lesson = LessonBrief & {
  aims: Texts[]
  about: Told[]
  note: string
  stops: { title: Texts; text: Texts; look: string; question: Question | null; records: Told[] }[]
}

/** A text in the reader's language, or in the first that it has. */
export const text = (texts: Texts): string => texts[words.language] ?? Object.values(texts)[0] ?? ''
/** The language of that text, where it is not the reader's. */
export const langOf = (texts: Texts): string | undefined => (texts[words.language] ? undefined : Object.keys(texts)[0])

export async function mark(question: string, answer: string): Promise<Marked> {
  const where = address(`mark/${question}`, { lang: words.language })
  const response = await fetch(where, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ answer }) }).catch(() => {
    throw new Fault('', 0)
  })
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Fault(body?.error ?? response.statusText, response.status)
  return body
}

/** The hash of an address in the atlas, the reader's language and what more is given added. */
export function hashOf(look: string, more: Record<string, string> = {}): string {
  const [path, query] = look.split('?')
  const params = new URLSearchParams(query)
  params.set('lang', words.language)
  for (const [name, value] of Object.entries(more)) params.set(name, value)
  return `#/${path}?${params}`
}

/** What was typed, kept while the reader looks at the map and comes back. */
export const drafts = new Map<string, string>()

// -- spaced practice: SM-2 (Wozniak, 1990) with the share of marks as the grade from 0 to 5 ----------------

type Card = { due: string; days: number; ease: number; times: number; best: number }
const KEY = 'foedera.practice'
const today = (): string => new Date().toISOString().slice(0, 10)

export function cards(): Record<string, Card> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return {}
  }
}

export function practised(id: string, share: number): Card {
  const known = cards()
  const before = known[id] ?? { due: '', days: 0, ease: 2.5, times: 0, best: 0 }
  const grade = Math.round(share * 5)
  const ease = Math.max(1.3, before.ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
  const passed = grade >= 3
  const times = passed ? before.times + 1 : 0
  const days = !passed ? 1 : times === 1 ? 1 : times === 2 ? 6 : Math.round(before.days * ease)
  const due = new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
  known[id] = { due, days, ease, times, best: Math.max(before.best, share) }
  try {
    localStorage.setItem(KEY, JSON.stringify(known))
  } catch {
    // Without storage, practice goes on and forgets.
  }
  return known[id]
}

export function forget(): void {
  localStorage.removeItem(KEY)
}

/** Ids of questions to practise: first what is due, the longest overdue first, then what was never asked. */
export function next(ids: string[]): { due: string[]; fresh: string[]; later: number } {
  const known = cards()
  const due = ids.filter((id) => known[id] && known[id].due <= today()).sort((a, b) => known[a].due.localeCompare(known[b].due))
  const fresh = ids.filter((id) => !known[id])
  return { due, fresh, later: ids.length - due.length - fresh.length }
}
