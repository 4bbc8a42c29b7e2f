import i18next, { type i18n } from 'i18next'
import type { Language } from '../model/settings.ts'
import { texts } from './texts.ts'

/** A translator for one language, for places without React: main, the tray, the runner's reports. */
export function createTranslator(language: Language): i18n {
  const instance = i18next.createInstance()
  // The texts are in memory, so the initialisation is synchronous.
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: texts.en }, 'zh-CN': { translation: texts['zh-CN'] } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}
