/** The question of the API that a view shows: for its JSON, its table and its citation. */
import { askedAct } from './act'
import { here } from './address.svelte'
import { address } from './api'
import { asked } from './crises'

export function question(): string {
  const { view, id, iso } = here
  const lens = { known_to: here.known, reading: here.readings }
  switch (view) {
    case 'atlas':
      return here.get('of') ? address(`instruments/${iso}/${here.get('of')}`, { towards: here.get('with'), ...lens }) : address(`ties/${iso}`, lens)
    case 'act':
      return address(`act/${askedAct().sentence}/${iso}`, { given: here.query.getAll('given'), assuming: here.get('kept') ? 'kept' : null, all: !!here.get('all'), ...lens })
    case 'compare':
      return address(`day/${iso}`, { to: here.get('to') || null, ...lens })
    case 'suppose':
      return id ? address('suppose', { id }) : address('contents')
    case 'align':
      return address(id ? `align/${id}` : 'align', { weight: here.query.getAll('weight') })
    case 'balance':
    case 'pivot':
      return address(`${view}/${iso}`, lens)
    case 'search':
      return address('search', { q: here.get('q') })
    case 'treaty':
    case 'place':
      return address(`${view}/${id}/${iso}`, { known_to: here.known })
    case 'crisis':
      return id ? address(`crisis/${id}`, asked()) : address('crisis')
    case 'read':
      return address('contents')
    case 'contents':
    case 'sources':
      return address(view)
    default:
      return address(`${view}/${id}`)
  }
}
