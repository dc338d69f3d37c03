/** How to cite a view: its title, the record with its hash, and the question that gives the same answer again. */
import { here } from './address.svelte'
import { long } from './days'
import { question } from './question'
import { record } from './record.svelte'

function parts() {
  const contents = record.contents!
  return {
    title: `${document.title.replace(' · Foedera', '')}, ${long(here.day, 'en-GB')}`,
    dossier: contents.title,
    digest: contents.digest.slice(0, 12),
    view: location.hash,
    question: '/' + question(),
    year: new Date().getFullYear(),
  }
}

export function plain(): string {
  const p = parts()
  return `Foedera, “${p.title}”, in: ${p.dossier}, record ${p.digest}, view ${p.view}, answer ${p.question}.`
}

export function bibtex(): string {
  const p = parts()
  return `@misc{foedera-${p.digest}-${here.iso},
  title        = {${p.title}},
  author       = {{The Foedera developers}},
  year         = {${p.year}},
  howpublished = {Foedera, ${p.dossier}, record ${p.digest}},
  note         = {View \\verb|${p.view}|, answer \\verb|${p.question}|}
}`
}

export function csl(): string {
  const p = parts()
  return JSON.stringify(
    [{
      id: `foedera-${p.digest}-${here.iso}`, type: 'dataset', title: p.title, author: [{ literal: 'The Foedera developers' }],
      issued: { 'date-parts': [[p.year]] }, 'container-title': p.dossier, version: p.digest, note: `view ${p.view}; answer ${p.question}`,
    }],
    null, 2,
  )
}
