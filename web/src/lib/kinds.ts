/** Pledges gathered into the kinds that the map draws, each with a colour and a line of its own. */

export const KINDS = ['help', 'abstain', 'consult', 'divide', 'other'] as const
export type Kind = (typeof KINDS)[number]

const OF: Record<string, Kind> = {
  defense: 'help',
  offense: 'help',
  guarantee: 'help',
  'military-convention': 'help',
  neutrality: 'abstain',
  nonaggression: 'abstain',
  'no-hostile-grouping': 'abstain',
  'no-treaty-with': 'abstain',
  'no-separate-peace': 'abstain',
  'non-intervention': 'abstain',
  'non-propaganda': 'abstain',
  demilitarization: 'abstain',
  disarmament: 'abstain',
  consultation: 'consult',
  settlement: 'consult',
  information: 'consult',
  cooperation: 'consult',
  sanctions: 'consult',
  sphere: 'divide',
  disinterest: 'divide',
  cession: 'divide',
  secrecy: 'divide',
}

export const kindOf = (pledge: string): Kind => OF[pledge] ?? 'other'

/** The strongest kind among pledges, in the order of `KINDS`. */
export const strongest = (pledges: Iterable<string>): Kind => {
  let best = KINDS.length - 1
  for (const pledge of pledges) best = Math.min(best, KINDS.indexOf(kindOf(pledge)))
  return KINDS[best]
}

/** Line styles beside the colours, so that no kind is told by colour alone. */
export const DASH: Record<Kind, string> = { help: '', abstain: '9 4', consult: '2 4', divide: '1 5', other: '12 3 2 3' }

/** The mark of a verdict, which stands beside its word. */
export const MARK: Record<string, string> = {
  due: '●',
  breach: '✕',
  barred: '⊘',
  power: '◇',
  contested: '?',
  conflict: '⇄',
  deadlock: '∞',
  kept: '✓',
  'part-kept': '◐',
  unperformed: '○',
  waived: '–',
  excused: '–',
  lapsed: '–',
  'not-due': '·',
}
