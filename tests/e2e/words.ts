import type { Page } from '@playwright/test'
import { createTranslator } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/model/settings.ts'

export type Words = (key: string, values?: Record<string, string | number>) => string

/** What the app says in a language, by the key of the text. Throws for a key without a text. */
export function wordsOf(language: Language): Words {
  const translator = createTranslator(language)
  return (key, values = {}) => {
    const text = translator.t(key, values)
    if (text === key) throw new Error(`there is no text ${key} in ${language}`)
    return text
  }
}

/** What the app says in English. */
export const say = wordsOf('en')

/** Goes to one of the places of the rail. */
export async function goTo(page: Page, place: string, words: Words = say): Promise<void> {
  await page
    .getByRole('navigation', { name: words('nav.places') })
    .getByRole('button', { name: words(`nav.${place}`) })
    .click()
}
