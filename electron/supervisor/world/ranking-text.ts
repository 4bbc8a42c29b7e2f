import { CodedError } from '../../../shared/contract/errors.ts'
import type { RankingFigures } from '../../../shared/model/world-usage.ts'
import { readRanking } from '../../../shared/rules/world-usage/read-ranking.ts'

/** A month of fifty models a day is 123 kB as a table; nothing that is a ranking is larger than this. */
export const mostBytes = 4_000_000

/** Reads a ranking, written as JSON or as a table with a header. Throws `ranking.notOne`, `ranking.empty`. */
export async function readRankingText(text: string, from: string): Promise<RankingFigures> {
  const read = readRanking(await valueOf(text.trim()))
  if (read === 'empty') throw new CodedError('ranking.empty', { from })
  if (read === 'notOne') throw new CodedError('ranking.notOne', { from }, text.trim().slice(0, 200))
  return read
}

async function valueOf(text: string): Promise<unknown> {
  if (text === '') return []
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }
  // A page in place of a table is no table, and guessing how one is divided takes its time.
  if (text.startsWith('<')) return null
  const { default: papa } = await import('papaparse')
  const { data, meta } = papa.parse(text, { header: true, skipEmptyLines: 'greedy' })
  return meta.fields?.includes('model_permaslug') === true ? data : null
}
