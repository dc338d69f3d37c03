/**
 * A copy of the atlas without the program: answers from files below `data/`, made by `foedera export site`.
 * What turns on a day is kept in stretches and put together here; what needs the law is said to need the program.
 */
import { BEYOND, copy, Fault, fetched } from './api'
import type { Instrument } from './types'

type Row = Record<string, unknown>
type Stretches = { first: Row; then: [string, Row][] }

const beyond = (): never => {
  throw new Fault('', BEYOND)
}

const opened = new Map<string, Promise<unknown>>()

/** A file of the copy; one that is not there is a question that only the program answers. */
function file<T>(path: string, words: [string, string][] = []): Promise<T> {
  const asked = [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `~${key}=${value}`)
  const name = (path + asked.join('')).split('/').map(encodeURIComponent).join('/')
  let found = opened.get(name)
  if (!found) {
    // Some servers give their page where there is no file.
    found = fetched(`${copy}${name}.json`).then((body) => body ?? beyond()).catch((fault) => (fault instanceof Fault && fault.status === 404 ? beyond() : Promise.reject(fault)))
    opened.set(name, found)
    if (opened.size > 50) opened.delete(opened.keys().next().value!)
  }
  return found as Promise<T>
}

/** The answer at an address of the API, as far as the copy has it. */
export async function kept(where: string): Promise<unknown> {
  const [path, query] = where.split('?')
  const searchParams = new URLSearchParams(query)
  const [kind, ...rest] = path.split('/').slice(1).map(decodeURIComponent)
  const words = [...searchParams]
  const only = (...names: string[]) => words.every(([name]) => names.includes(name)) || beyond()
  switch (kind) {
    case 'treaty':
    case 'place':
      only()
      return onDay(await file<Stretches>(`${kind}/${rest[0]}`), rest[1])
    case 'day':
      only()
      return changedOn(rest[0])
    case 'instruments':
      only('towards', 'known_to')
      return bound(rest[0], rest[1], searchParams.get('towards'), searchParams.get('known_to'))
    case 'search':
      return found(searchParams.get('q') ?? '')
    default:
      return file([kind, ...rest].join('/'), words)
  }
}

function onDay({ first, then }: Stretches, day?: string): Row {
  const since = day ? then.filter(([from]) => from <= day).at(-1) : undefined
  return { ...first, ...since?.[1], day }
}

async function changedOn(day: string): Promise<Row> {
  const days = await file<Record<string, Row>>('changed')
  return days[day] ? { day, changed: days[day] } : beyond()
}

// -- who was bound ----------------------------------------------------------------

type Article = Instrument['articles'][number]
/** From when until when, and whether contested. */
type Stretch = [from: string | null, until: string | null, contested: boolean]
/** An article, and the pairs of states that it may bind; a pair that it never binds has no stretch. */
type Binding = [Article, [one: string, other: string, Stretch | null][]]
type Kept = { treaties: Record<string, Omit<Instrument, 'articles'> & { signed: string; articles: Binding[] }> }

/** Instruments of few parties only: what instruments of many do to each pair, only the law says. */
async function bound(day: string, of: string, towards: string | null, known: string | null) {
  const { treaties } = await file<Kept>('bound', known ? [['known_to', known]] : [])
  const rows = Object.values(treaties).filter((one) => one.signed <= day).flatMap((one) => instrument(one, day, of, towards))
  return { day, known_to: known, of, towards, instruments: rows }
}

function instrument(one: Kept['treaties'][string], day: string, of: string, towards: string | null): Instrument[] {
  const mine = one.articles.flatMap(([article, pairs]) => {
    const stretches = pairs.filter(([a, b]) => (a === of && (!towards || b === towards)) || (b === of && (!towards || a === towards))).map(([, , stretch]) => stretch)
    return stretches.length ? [{ article, stretches: stretches.filter((stretch) => stretch !== null) }] : []
  })
  if (!mine.length) return []
  const on = ([from, until]: Stretch) => (!from || from <= day) && (!until || day < until)
  const standing = mine.flatMap(({ stretches }) => stretches.filter(on).slice(0, 1))
  const shown = standing.length ? standing : mine.flatMap(({ stretches }) => stretches)
  return [{
    ...one,
    status: !standing.length ? 'not-in-force' : standing.some(([, , contested]) => contested) ? 'contested' : 'in-force',
    since: shown.map(([from]) => from).sort()[0] ?? null,
    until: shown.some(([, until]) => !until) ? null : (shown.map(([, until]) => until!).sort().at(-1) ?? null),
    ground: null, readings: [],
    with: one.with.filter((party) => party !== of),
    articles: mine.map(({ article, stretches }) => ({ ...article, stands: stretches.some(on) })),
  }]
}

// -- search -----------------------------------------------------------------------

const MOST = 60

/** As the program compares names: case, hyphens and diacritics set aside. */
const folded = (text: string) =>
  text.toLowerCase().replace(/[-_:]/g, ' ').replaceAll('’', "'").replaceAll('.', '').replaceAll('đ', 'd').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('æ', 'ae').replaceAll('ß', 'ss')
    .normalize('NFKD').replace(/\p{M}/gu, '').split(/\s+/).filter(Boolean).join(' ').replace(/^the /, '')

type Entry = [kind: string, id: string, title: string, day: string | null, ...forms: string[]]

async function found(query: string) {
  const words = folded(query).split(' ').filter(Boolean)
  if (!words.length) throw new Fault('a search needs at least one word', 400)
  const whole = words.join(' ')
  const holds = (text: string) => words.every((word) => ` ${text}`.includes(` ${word}`))
  const rank = ([, , , , ...forms]: Entry) =>
    forms.includes(whole) ? 5 : forms.some((form) => form.startsWith(whole)) ? 4 : forms.some(holds) ? 3 : holds(forms.join(' ')) ? 2 : 0
  const ranked = (await file<Entry[]>('search')).map((entry) => ({ entry, rank: rank(entry) })).filter((one) => one.rank).sort((a, b) => b.rank - a.rank)
  const rows = ranked.slice(0, MOST).map(({ entry: [kind, id, title, day, ...forms] }) => ({
    kind, id, title, day, form: holds(folded(title)) ? null : (forms.find(holds) ?? null),
  }))
  return { query, count: ranked.length, found: rows }
}
