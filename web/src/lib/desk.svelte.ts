/** The document on the desk: it stays there while the reader looks at a page of the record, and never leaves this machine. */
import type { Answer } from './reading'

class Desk {
  answer = $state.raw<Answer | null>(null)
  name = $state('')
  decided = $state<Record<string, string>>({})
}

export const desk = new Desk()
