/** The state of the app is its address: `#/view/id?day=...`, so that every view is a permalink. */
import { dayOf, isDay, isoOf } from './days'

const KEEP = ['day', 'known', 'reading', 'lang', 'lesson', 'step']

class Address {
  path = $state<string[]>([])
  query = $state.raw(new URLSearchParams())
  /** The day as a number: moved often while scrubbing, written into the address now and then. */
  day = $state(0)

  #timer = 0

  constructor() {
    this.read()
    addEventListener('hashchange', () => this.read())
  }

  read(): void {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?')
    this.path = path.split('/').filter(Boolean).map(decodeURIComponent)
    this.query = new URLSearchParams(query)
    const day = this.query.get('day')
    if (day && isDay(day)) this.day = dayOf(day)
  }

  get view(): string {
    return this.path[0] ?? 'atlas'
  }
  get id(): string {
    return this.path.slice(1).join('/')
  }
  get known(): string | null {
    return this.query.get('known')
  }
  get readings(): string[] {
    return this.query.getAll('reading')
  }
  get iso(): string {
    return isoOf(this.day)
  }
  get(name: string): string {
    return this.query.get(name) ?? ''
  }

  /** The address of another view; day, knower, readings and language go along. */
  to(path: string, params: Record<string, string | null> = {}): string {
    const query = new URLSearchParams()
    for (const name of KEEP) for (const value of this.query.getAll(name)) query.append(name, value)
    if (this.day) query.set('day', isoOf(this.day))
    for (const [name, value] of Object.entries(params)) value === null ? query.delete(name) : query.set(name, value)
    const text = query.toString()
    return `#/${path.split('/').map(encodeURIComponent).join('/')}${text ? '?' + text : ''}`
  }

  go(path: string, params: Record<string, string | null> = {}): void {
    location.hash = this.to(path, params)
  }

  /** Change parameters of this view; an empty value takes one away. */
  set(params: Record<string, string | string[] | null>): void {
    const query = new URLSearchParams(this.query)
    for (const [name, value] of Object.entries(params)) {
      query.delete(name)
      if (Array.isArray(value)) value.forEach((one) => query.append(name, one))
      else if (value) query.set(name, value)
    }
    this.query = query
    this.#write()
  }

  move(day: number): void {
    this.day = day
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#write(), 150)
  }

  #write(): void {
    const query = new URLSearchParams(this.query)
    if (this.day) query.set('day', isoOf(this.day))
    const path = this.path.length ? this.path.map(encodeURIComponent).join('/') : 'atlas'
    history.replaceState(null, '', `#/${path}?${query}`)
  }
}

export const here = new Address()
