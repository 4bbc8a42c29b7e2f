import type { Translate } from '../../shared/rules/format.ts'
import type { Limit } from './typed-limit.ts'
import type { useFormat } from './use-format.ts'

/** The size of a cap, such as "$2.00" or "500,000 tokens". */
export function limitText(limit: Limit['limit'], format: ReturnType<typeof useFormat>, t: Translate): string {
  return limit.kind === 'money' ? format.money(limit) : t('limits.tokens', { tokens: format.count(limit.tokens) })
}
