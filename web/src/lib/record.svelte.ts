/** What the record holds, kept for titles in the reader's language, and what moves through its days. */
import { ask } from './api'
import { dayOf } from './days'
import type { Atlas, Contents, Control, Timeline } from './types'
import { words } from './words.svelte'

type Names = { title: string; names: Record<string, string> }

class Record_ {
  contents = $state.raw<Contents | null>(null)
  atlas = $state.raw<Atlas | null>(null)
  #titles = new Map<string, Names>()

  async load(): Promise<void> {
    const contents = await ask<Contents>('contents')
    for (const kind of ['states', 'treaties', 'places', 'persons', 'organizations'] as const)
      for (const one of contents[kind]) if (!this.#titles.has(one.id)) this.#titles.set(one.id, one)
    this.contents = contents
  }

  get first(): number {
    return this.contents ? dayOf(this.contents.first) : 0
  }
  get last(): number {
    return this.contents ? dayOf(this.contents.last) : 0
  }

  /** A record's title in the reader's language, where it has one. */
  title(id: string | null | undefined): string {
    if (!id) return ''
    const found = this.#titles.get(id)
    return found ? (found.names[words.language] ?? found.title) : id.replaceAll('-', ' ')
  }

  /** The language of that title, where it is not the interface's. */
  lang(id: string): string | undefined {
    const found = this.#titles.get(id)
    return words.language !== 'en' && found && !found.names[words.language] ? 'en' : undefined
  }

  has(id: string): boolean {
    return this.#titles.has(id)
  }
}

export const record = new Record_()

export const timeline = (known: string | null, reading: string[], suppose?: string): Promise<Timeline> =>
  ask('timeline', { known_to: known, reading, suppose })

export const control = (known: string | null, reading: string[]): Promise<Control> =>
  ask('control', { known_to: known, reading })
