/** The newest answer to a question that changes; the one before stays until it comes. */
export type Latest<T> = { readonly value: T | null; readonly waiting: boolean; readonly fault: unknown }

export function latest<T>(question: () => Promise<T> | null): Latest<T> {
  let value = $state.raw<T | null>(null)
  let waiting = $state(false)
  let fault = $state.raw<unknown>(null)
  $effect(() => {
    const asked = question()
    let stale = false
    waiting = !!asked
    fault = null
    if (!asked) value = null
    asked?.then(
      (found) => {
        if (!stale) [value, waiting] = [found, false]
      },
      (error) => {
        if (!stale) [value, fault, waiting] = [null, error, false]
      },
    )
    return () => (stale = true)
  })
  return {
    get value() { return value },
    get waiting() { return waiting },
    get fault() { return fault },
  }
}
