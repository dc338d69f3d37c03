/** The words of the interface in its languages; English stands in while another catalogue loads. */
import en from '../i18n/en.json'
import { here } from './address.svelte'

export const LANGUAGES = { en: 'English', ro: 'Română', vi: 'Tiếng Việt' } as const
export type Language = keyof typeof LANGUAGES
type Catalogue = Record<string, string>

const others: Record<string, () => Promise<{ default: Catalogue }>> = {
  ro: () => import('../i18n/ro.json'),
  vi: () => import('../i18n/vi.json'),
}

class Words {
  language = $state<Language>('en')
  catalogue = $state.raw<Catalogue>(en)

  async use(wanted: string): Promise<void> {
    const language = (wanted in LANGUAGES ? wanted : 'en') as Language
    const catalogue: Catalogue = language === 'en' ? en : (await others[language]()).default
    this.catalogue = catalogue
    this.language = language
    document.documentElement.lang = language
  }

  get locale(): string {
    return this.language === 'en' ? 'en-GB' : this.language
  }
}

export const words = new Words()

export const preferred = (): string =>
  here.get('lang') || navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in LANGUAGES) || 'en'

/** A phrase of the interface, with `{name}` filled in. */
export function t(key: string, filling: Record<string, string | number> = {}): string {
  const phrase = words.catalogue[key] ?? (en as Catalogue)[key] ?? key
  return phrase.replace(/\{(\w+)\}/g, (_, name) => String(filling[name] ?? ''))
}

/** A word of the record's closed vocabularies: a pledge, a verdict, a regime, an act. */
export function term(kind: string, word: string | null | undefined): string {
  if (!word) return ''
  const key = `${kind}.${word}`
  return words.catalogue[key] ?? (en as Catalogue)[key] ?? word.replaceAll('-', ' ')
}
