import { formatMoney, type Translate } from '../../shared/rules/format.ts'
import type { Limit } from './typed-limit.ts'
import type { useFormat } from './use-format.ts'

/** What was used of a cap, as fine as a live meter: "$0.1142". */
export function usedText(used: Limit['limit'], format: ReturnType<typeof useFormat>, t: Translate): string {
  return used.kind === 'money' ? formatMoney(used, format.language, 'live') : limitText(used, format, t)
}

/** The size of a cap, such as "$2.00" or "500,000 tokens". */
export function limitText(limit: Limit['limit'], format: ReturnType<typeof useFormat>, t: Translate): string {
  return limit.kind === 'money' ? format.money(limit) : t('limits.tokens', { tokens: format.count(limit.tokens) })
}
