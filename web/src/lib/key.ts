/** The key to write with: printed by the program in its address, kept for this tab, and left out of every link. */
const NAME = 'foedera-key'
let key = new URLSearchParams(location.search).get('key')
if (key) history.replaceState(null, '', location.pathname + location.hash)
try {
  if (key) sessionStorage.setItem(NAME, key)
  else key = sessionStorage.getItem(NAME)
} catch {
  // A browser that keeps nothing: the key lasts until the page is left.
}

/** The header that shows it, where there is one. */
export const shown = (): Record<string, string> => (key ? { 'X-Foedera-Key': key } : {})
