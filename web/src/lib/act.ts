/** The act that an address asks of; what it leaves open comes from the record's own example. */
import { here } from './address.svelte'
import { record } from './record.svelte'

export type Asked = { actor: string; verb: string; target: string; sentence: string }

export function askedAct(): Asked {
  const contents = record.contents!
  const sentence = contents.example ?? ''
  const act = contents.acts.find(({ form }) => sentence.includes(` ${form} `)) ?? contents.acts[0]
  const [first, last] = sentence.includes(` ${act.form} `) ? sentence.split(` ${act.form} `) : contents.states.map((state) => state.id)
  const actor = here.get('actor') || first
  const verb = here.get('verb') || act.verb
  const target = here.get('target') || last
  const form = contents.acts.find((one) => one.verb === verb)?.form ?? verb
  return { actor, verb, target, sentence: `${actor} ${form} ${target}` }
}
