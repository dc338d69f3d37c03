/** Questions to the HTTP API of the same origin, or to the files of a copy; a fault is the API's own sentence. */

export class Fault extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message)
  }
}

/** The status of a question that a copy cannot answer. */
export const BEYOND = 501

export type Params = Record<string, string | string[] | boolean | null | undefined>

export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) value.forEach((one) => query.append(name, one))
    else if (value === true) query.set(name, 'true')
    else if (value) query.set(name, value)
  }
  const text = query.toString()
  return 'api/' + path.split('/').map(encodeURIComponent).join('/') + (text ? '?' + text : '')
}

const kept = new Map<string, Promise<unknown>>()

/** The answer to a question; the same question is asked once. */
export function ask<T>(path: string, params: Params = {}): Promise<T> {
  // A page of a record that is being left has no id any more, and asks nothing.
  if (path.endsWith('/')) return new Promise(() => {})
  const where = address(path, params)
  let answer = kept.get(where)
  if (!answer) {
    answer = answerAt(where)
    kept.set(where, answer)
    answer.catch(() => kept.delete(where))
    if (kept.size > 200) kept.delete(kept.keys().next().value!)
  }
  return answer as Promise<T>
}

/** The record has changed: what was answered may be so no more. */
export const forget = (): void => kept.clear()

/** Where the files of a copy lie; null where the program answers. */
export const copy: string | null = document.querySelector<HTMLMetaElement>('meta[name="foedera-copy"]')?.content ?? null

/** The answer at an address of the API. */
export async function answerAt(where: string): Promise<unknown> {
  if (copy !== null) return (await import('./copy')).kept(where)
  return fetched(where)
}

/** The JSON of a file or of the API, which lie beside or below the page. */
export async function fetched(where: string): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(where)
  } catch {
    throw new Fault('', 0)
  }
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Fault(body?.error ?? response.statusText, response.status)
  return body
}
