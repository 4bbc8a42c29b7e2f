import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { type MoneyReport, type MoneyView, noMoney } from '../../../shared/model/money-report.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { periodName } from '../../../shared/rules/money-words.ts'
import { ownerFileError } from '../../storage/owner-file.ts'
import type { Keeper } from '../books/keeper-host.ts'
import { moneyPaper } from './money-paper.ts'

export type MoneyService = {
  /** What was spent and spared in a view's days; read in a process of its own. Throws CodedError `storage.*`. */
  read(view: MoneyView): Promise<MoneyReport>
  /** Asks where to, and puts the same on paper there. Null: nowhere. Throws `storage.*`, `file.*`, `document.notPrinted`. */
  print(view: MoneyView): Promise<string | null>
}

export function createMoneyService(from: {
  ledgerPath: string
  companionPath: string
  reader: Pick<Keeper, 'call'>
  providers: () => readonly Provider[]
  /** What agents and services are called, by their ids. */
  names: () => Record<string, string>
  pickFile: (format: 'pdf', name: string) => Promise<string | null>
  printPdf: (html: string) => Promise<Uint8Array>
  language: () => Language
  clock: Clock
}): MoneyService {
  const { ledgerPath, companionPath, reader, providers, names, pickFile, printPdf, language, clock } = from
  const read = (view: MoneyView): Promise<MoneyReport> => {
    if (!existsSync(ledgerPath)) return Promise.resolve(noMoney)
    const own = providers().flatMap(({ id, models }) =>
      models.flatMap(({ name, price }) => (price === null ? [] : [{ providerId: id, model: name, price }])),
    )
    const [at, zone] = [clock.now(), clock.zone()]
    return reader.call('money', { path: ledgerPath, companionPath, view, at, zone, own })
  }
  return {
    read,
    async print(view) {
      const { t } = createTranslator(language())
      const words = { language: language(), t }
      const target = await pickFile('pdf', t('money.paper.file', { period: periodName(view, words) }))
      if (target === null) return null
      const madeOn = dayOf(clock.now(), clock.zone())
      const html = moneyPaper({ view, report: await read(view), names: names(), madeOn, words })
      write(target, await printPdf(html).catch(notPrinted))
      return target
    },
  }
}

function notPrinted(thrown: unknown): never {
  throw new CodedError('document.notPrinted', {}, String(thrown))
}

/** The file is complete, or the one before is still there. */
function write(target: string, content: Uint8Array): void {
  const part = `${target}.part`
  try {
    writeFileSync(part, content, { mode: 0o600 })
    renameSync(part, target)
  } catch (thrown) {
    rmSync(part, { force: true })
    throw ownerFileError(thrown, target)
  }
}
