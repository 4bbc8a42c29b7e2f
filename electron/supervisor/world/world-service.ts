import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { everybodys, type MoneyReport, type MoneyView } from '../../../shared/model/money-report.ts'
import { practiceProviderId, type Provider } from '../../../shared/model/provider.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import {
  type Ranking,
  type RankingFigures,
  rankingSchema,
  type RankingSource,
  type WorldUsage,
} from '../../../shared/model/world-usage.ts'
import { daysAfter } from '../../../shared/rules/budget/period.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { compareUsage } from '../../../shared/rules/world-usage/compare-usage.ts'
import { rankingDays } from '../../../shared/rules/world-usage/read-ranking.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { Keeper } from '../books/keeper-host.ts'
import { type Fetch, fetchRanking } from './fetch-ranking.ts'
import { mostBytes, readRankingText } from './ranking-text.ts'

export type WorldService = {
  /** The ranking that was read last, beside what the owner used in the last thirty days. Throws `storage.*`. */
  read(): Promise<WorldUsage>
  /**
   * Fetches the ranking because the owner asked; until it is there whole, the one from before stays. Throws `ranking.*`,
   * `network.proxySignIn`, `storage.*`; one that is stopped changes nothing.
   */
  fetch(): Promise<WorldUsage>
  stop(): void
  /** Takes a ranking from a file of the owner's. Throws `ranking.*`, `storage.*`. */
  readFile(path: string): Promise<WorldUsage>
  close(): void
}

/** The whole of it must be there by then. */
const patience = 60_000

export function createWorldService(from: {
  addresses: readonly string[]
  fetch: Fetch
  /** Opened when it is first needed. */
  openStore: () => { read(): unknown; write(value: Ranking): void }
  money: { read(view: MoneyView): Promise<MoneyReport> }
  reader: Pick<Keeper, 'call'>
  providers: () => readonly Provider[]
  language: () => Language
  clock: Clock
}): WorldService {
  const { addresses, openStore, money, reader, providers, language, clock } = from
  const stopped = new Error('stopped')
  let store: ReturnType<typeof openStore> | null = null
  let kept: Ranking | null = null
  let sameModels: Promise<ReadonlyMap<string, string>> | null = null
  let going: { line: AbortController; done: Promise<void> } | null = null

  const opened = () => {
    if (store === null) {
      store = openStore()
      kept = rankingSchema
        .nullable()
        .catch(null)
        .parse(store.read() ?? null)
    }
    return store
  }
  const keep = (figures: RankingFigures, source: RankingSource) => {
    const ranking = { ...figures, source, readAt: clock.now() }
    try {
      opened().write(ranking)
    } catch (thrown) {
      throw storageError(thrown, 'keeping a ranking')
    }
    kept = ranking
  }
  const namesInBook = () => {
    sameModels ??= reader.call('sameModels', {}).then(({ names }) => new Map(names))
    return sameModels.catch((thrown: unknown) => {
      sameModels = null
      throw thrown
    })
  }
  const fetchOnce = async (line: AbortController): Promise<void> => {
    const { host } = new URL(addresses[0] ?? '')
    const tooLong = new CodedError('ranking.timedOut', { from: host, seconds: patience / 1_000 })
    const stopWatching = clock.after(patience, () => line.abort(tooLong))
    try {
      const found = await fetchRanking(addresses, { fetch: from.fetch, signal: line.signal })
      line.signal.throwIfAborted()
      keep(found.figures, { kind: 'openRouter', host: found.host })
    } catch (thrown) {
      if (thrown !== stopped) throw thrown
    } finally {
      stopWatching()
      going = null
    }
  }

  const read = async (): Promise<WorldUsage> => {
    opened()
    const ranking = kept
    const to = dayOf(clock.now(), clock.zone())
    const days = { from: daysAfter(to, 1 - rankingDays), to }
    const [report, same] = [await money.read({ ...days, by: 'day', ...everybodys }), await namesInBook()]
    const asked = report.models.filter(({ sum }) => totalTokens(sum.tokens) > 0)
    const known = new Map(providers().map((provider) => [provider.id, provider]))
    const own = asked
      .filter(({ providerId }) => providerId !== practiceProviderId)
      .map(({ providerId, model, sum }) => ({
        model,
        dialect: known.get(providerId)?.dialect ?? ('compatible' as const),
        service: known.get(providerId)?.name ?? createTranslator(language()).t('money.goneService'),
        tokens: totalTokens(sum.tokens),
      }))
    return {
      ranking: ranking === null ? null : withTotal(ranking),
      own: { ...days, total: String(sumOf(own)), practised: own.length < asked.length },
      ...compareUsage(ranking, own, same),
    }
  }
  return {
    read,
    async fetch() {
      if (going === null) {
        const line = new AbortController()
        going = { line, done: fetchOnce(line) }
      }
      await going.done
      return read()
    },
    stop: () => going?.line.abort(stopped),
    async readFile(path) {
      const name = basename(path)
      keep(await readRankingText(await contentOf(path, name), name), { kind: 'file', name })
      return read()
    },
    close: () => going?.line.abort(stopped),
  }
}

function sumOf(own: readonly { tokens: number }[]): bigint {
  return own.reduce((sum, { tokens }) => sum + BigInt(tokens), 0n)
}

function withTotal({ rows, ...ranking }: Ranking): WorldUsage['ranking'] {
  return { ...ranking, total: String(rows.reduce((sum, { tokens }) => sum + BigInt(tokens), BigInt(ranking.other))) }
}

async function contentOf(path: string, name: string): Promise<string> {
  try {
    const about = await stat(path)
    if (about.size > mostBytes) throw new CodedError('ranking.tooLarge', { from: name, megabytes: mostBytes / 1e6 })
    if (!about.isFile()) throw new CodedError('ranking.notOne', { from: name }, 'not a file')
    return new TextDecoder().decode(await readFile(path))
  } catch (thrown) {
    if (thrown instanceof CodedError) throw thrown
    throw new CodedError('ranking.fileUnreadable', { from: name }, String(thrown))
  }
}
