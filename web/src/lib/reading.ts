/** What the reader is told of a document, and the text cut where its marks begin and end. */
import { Fault, forget } from './api'
import { shown } from './key'

export type Mark = { start: number; end: number; text: string; type: string; form: string; value: string; how: string; locator: { line: number; page?: number } }
export type Comparison = { kind: string; record: string | null; point: string; start: number; end: number; text: string; says: string; record_says: string | null; why: string; locator: { line: number } }
export type Proposal = { id: string; kind: string; file: string; patch: string; record: string; point: string; says: string; source: string; cite: string; why: string; edited?: string }
export type Passage = { start: number; end: number; links: { type: string; id: string; clause: string | null; how: string }[] }
export type Answer = {
  path: string; kind: string; text: string; languages: string[]; notes: string[]; mentions: Mark[]; passages: Passage[]; comparisons: Comparison[]
  candidates: { text: string; type: string; nearest: string | null }[]
  proposals: Proposal[]; editing: boolean; records: Record<string, { kind: string; title: string }>
}
/** A stretch of text: plain, or a mark with what lies in it. */
export type Piece = { start: number; text: string; mark: Mark | null; inner: Mark[]; differs: Comparison[] }

/** Kinds of comparison that say the document and the record, or the document and itself, are apart. */
export const APART = ['contradicts', 'contradicts-itself', 'figure-differs', 'different-wording', 'not-in-record']
const ORDER = [...APART, 'more-precise', 'less-precise', 'supports']
export const inOrder = (found: Comparison[]): Comparison[] =>
  [...found].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.start - b.start)

export async function read(body: Blob | string, name: string, language: string): Promise<Answer> {
  const query = new URLSearchParams({ name, ...(language ? { language } : {}) })
  return sent(`api/read?${query}`, { method: 'POST', headers: shown(), body })
}

export async function decide(what: 'accept' | 'refuse' | 'undo', proposal: Proposal): Promise<{ files?: string[] }> {
  const headers = { 'Content-Type': 'application/json', ...shown() }
  const done = await sent<{ files?: string[] }>(`api/proposals/${what}`, { method: 'POST', headers, body: JSON.stringify(proposal) })
  forget()
  return done
}

async function sent<T>(where: string, how: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(where, how)
  } catch {
    throw new Fault('', 0)
  }
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Fault(body?.error ?? response.statusText, response.status)
  return body as T
}

/** Each line of the text in pieces. Offsets of the API count characters, those of this language halves of some. */
export function lines(answer: Answer): Piece[][] {
  const letters = /[\ud800-\udfff]/.test(answer.text) ? [...answer.text] : null
  const slice = (start: number, end: number) => (letters ? letters.slice(start, end).join('') : answer.text.slice(start, end))
  const apart = answer.comparisons.filter((one) => APART.includes(one.kind))
  const marked = new Set(answer.mentions.map((one) => one.start))
  const words = apart.filter((one) => !marked.has(one.start)).map(asMark)
  const all = [...answer.mentions, ...words].sort((a, b) => a.start - b.start || b.end - a.end)
  const found: Piece[][] = [[]]
  const plain = (start: number, end: number) =>
    slice(start, end).split(/\r\n|\n|\r/).forEach((text, index) => {
      if (index) found.push([])
      if (text) found.at(-1)!.push({ start, text, mark: null, inner: [], differs: [] })
    })
  let at = 0
  for (const mark of all) {
    const last = found.at(-1)!.at(-1)
    if (mark.start < at) {
      if (last?.mark && mark.end <= last.mark.end) last.inner.push(mark)
      continue
    }
    plain(at, mark.start)
    const differs = apart.filter((one) => one.start < mark.end && mark.start < one.end)
    found.at(-1)!.push({ start: mark.start, text: slice(mark.start, mark.end), mark, inner: [], differs })
    at = mark.end
  }
  plain(at, letters ? letters.length : answer.text.length)
  return found.filter((line) => line.some((piece) => piece.text.trim()))
}

function asMark(one: Comparison): Mark {
  return { start: one.start, end: one.end, text: one.text, type: 'wording', form: 'name', value: one.says, how: one.why, locator: one.locator }
}

/** The lines of several proposals as one file to keep or to send. */
export const patches = (proposals: Proposal[]): string =>
  proposals.map((one) => `# ${one.file}: ${one.why}\n${one.patch}\n`).join('\n')
