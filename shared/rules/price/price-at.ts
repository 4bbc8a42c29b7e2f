import type { Instant } from '../../model/brand.ts'
import type { Price } from '../../model/price.ts'

/**
 * The record that holds at a moment: the one that began last. Each holds until the next begins. Null before the first, since a
 * later price says nothing of an earlier one. Of two that begin together the later in the list is taken.
 */
export function priceAt<Record extends Pick<Price, 'validFrom'>>(
  records: readonly Record[],
  at: Instant,
): Record | null {
  let found: Record | null = null
  for (const record of records) {
    if (record.validFrom <= at && (found === null || record.validFrom >= found.validFrom)) found = record
  }
  return found
}
