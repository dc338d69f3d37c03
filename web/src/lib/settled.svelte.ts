/** A value that follows another once it has come to rest, so that scrubbing asks the server nothing. */
export function settled<T>(value: () => T, wait = 220): { readonly now: T } {
  let now = $state.raw(value())
  $effect(() => {
    const next = value()
    if (next === now) return
    const timer = setTimeout(() => (now = next), wait)
    return () => clearTimeout(timer)
  })
  return { get now() { return now } }
}
