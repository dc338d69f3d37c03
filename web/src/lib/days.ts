/** Days as whole numbers since 1970-01-01, as the atlas counts them; ISO text at the edges. */

const DAY = 86_400_000

export const dayOf = (iso: string): number => Math.round(Date.parse(iso + 'T00:00:00Z') / DAY)

export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayOf(text)) && isoOf(dayOf(text)) === text

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })))
  return found
}

const LONG: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }

export const long = (day: number, locale: string): string => format(locale, LONG).format(day * DAY)
export const short = (day: number, locale: string): string => format(locale, SHORT).format(day * DAY)
export const weekday = (day: number, locale: string): string => format(locale, { weekday: 'long' }).format(day * DAY)
export const month = (day: number, locale: string): string => format(locale, { month: 'short' }).format(day * DAY)

/** An EDTF text such as `1939-08` or `1939-08-23` for people; what is no plain date stays as it is. */
export function told(edtf: string | null | undefined, locale: string): string {
  if (!edtf) return ''
  if (isDay(edtf)) return short(dayOf(edtf), locale)
  if (/^\d{4}-\d{2}$/.test(edtf)) return format(locale, { month: 'long', year: 'numeric' }).format(dayOf(edtf + '-01') * DAY)
  const ends = edtf.split('/')
  return ends.length === 2 ? ends.map((end) => told(end, locale)).join(' – ') : edtf
}

/** The place of the last value that is not greater, or -1: for stretches that begin on sorted days. */
export function bisect(days: readonly number[], day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle] <= day) low = middle + 1
    else high = middle
  }
  return low - 1
}
