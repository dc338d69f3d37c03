/** Files of a view, made in the browser: tables, geometry, pictures. */
import { here } from './address.svelte'
import { answerAt } from './api'
import { drawing } from './ground.svelte'
import { record } from './record.svelte'
import { question } from './question'
import { holder } from './world'

export function save(content: string | Blob, name: string, type: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const stem = () => ['foedera', here.view, here.id, here.iso].filter(Boolean).join('-').replaceAll('/', '-')

export async function json(): Promise<void> {
  save(JSON.stringify(await answerAt(question()), null, 1), `${stem()}.json`, 'application/json')
}

type Row = Record<string, unknown>

/** The largest table in an answer, one row a line; what lies deeper is written as text. */
export async function csv(): Promise<void> {
  const tables: Row[][] = []
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      if (value.length && value.every((one) => one && typeof one === 'object' && !Array.isArray(one))) tables.push(value as Row[])
    } else if (value && typeof value === 'object') Object.values(value).forEach(look)
  }
  const answer = await answerAt(question())
  look(answer)
  const rows = tables.sort((a, b) => b.length - a.length)[0] ?? [answer as Row]
  const flat = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cell(value)])))
  const heads = [...new Set(flat.flatMap((row) => Object.keys(row)))]
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  save([heads.join(','), ...flat.map((row) => heads.map((head) => quoted(row[head] ?? '')).join(','))].join('\n') + '\n', `${stem()}.csv`, 'text/csv')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join('; ')
  if (typeof value === 'object') return (value as { id?: string }).id ?? JSON.stringify(value)
  return String(value)
}

export async function geojson(): Promise<void> {
  const { ground, history } = await drawing(here.known, here.readings)
  const holdings = history.holdings(here.day)
  const features = ground.atoms.map((atom) => ({
    ...atom.shape, id: atom.id,
    properties: { atom: atom.id, day: here.iso, ...holdings[atom.index], holder: holder(holdings[atom.index]), title: record.title(holder(holdings[atom.index])) },
  }))
  save(JSON.stringify({ type: 'FeatureCollection', features }), `${stem()}.geojson`, 'application/geo+json')
}

const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing', 'paint-order', 'vector-effect', 'text-anchor']

export const picture = (): SVGSVGElement | null => document.querySelector('.map > svg')

/** The map as a file that stands alone: every look written where it is used. */
function standing(): { text: string; width: number; height: number } | null {
  const svg = picture()
  if (!svg) return null
  const copy = svg.cloneNode(true) as SVGSVGElement
  const from = [svg, ...svg.querySelectorAll('*')]
  const to = [copy, ...copy.querySelectorAll('*')]
  from.forEach((one, index) => {
    const looks = getComputedStyle(one)
    const target = to[index] as SVGElement
    for (const look of LOOKS) if (looks.getPropertyValue(look)) target.setAttribute(look, looks.getPropertyValue(look))
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-selected', 'aria-label']) target.removeAttribute(name)
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return { text: new XMLSerializer().serializeToString(copy), width: svg.clientWidth, height: svg.clientHeight }
}

export function svg(): void {
  const made = standing()
  if (made) save(made.text, `${stem()}.svg`, 'image/svg+xml')
}

export async function png(): Promise<void> {
  const made = standing()
  if (!made) return
  const image = new Image()
  const address = URL.createObjectURL(new Blob([made.text], { type: 'image/svg+xml' }))
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = made.width * 2
  canvas.height = made.height * 2
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(address)
  canvas.toBlob((blob) => blob && save(blob, `${stem()}.png`, 'image/png'))
}
