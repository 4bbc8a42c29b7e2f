import { app, dialog } from 'electron'
import { toAppError } from '../../shared/contract/errors.ts'
import { createTranslator } from '../../shared/i18n/translate.ts'
import { systemLanguage } from './system-language.ts'

/** Says why the app could not start, in a box or on the terminal. */
export function sayFailure(thrown: unknown, onTerminal: boolean): void {
  const { t } = createTranslator(systemLanguage(app.getPreferredSystemLanguages()))
  const { code, params, detail } = toAppError(thrown)
  const title = t('desktop.failedToStart.title')
  const lines = ['what', 'meaning', 'next'].map((part) => t(`errors.${code}.${part}`, params))
  const text = [...lines, '', detail].join('\n')
  if (onTerminal) process.stderr.write(`${title}\n${text}\n`)
  else dialog.showErrorBox(title, text)
}
