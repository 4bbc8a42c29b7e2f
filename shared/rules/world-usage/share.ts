import type { Translate } from '../format.ts'

/** The part of a whole in millionths, rounded down; 0 of nothing. Both are whole numbers as digits. */
export function millionthsOf(part: string, whole: string): number {
  const total = BigInt(whole)
  return total === 0n ? 0 : Number((BigInt(part) * 1_000_000n) / total)
}

/** A part of a whole as people say it: "38 %", "4.2 %", "under 0.1 %". */
export function shareText(part: string, whole: string, language: string, t: Translate): string {
  const share = millionthsOf(part, whole)
  const percent = (value: number, digits: number) =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value / 1_000_000)
  if (BigInt(part) > 0n && share < 1_000) return t('world.under', { share: percent(1_000, 1) })
  // 9.96 of a hundred would be rounded to ten, which is said without a fraction.
  return percent(share, share > 0 && share < 99_500 ? 1 : 0)
}

/** Tokens by the million, the trillion: nobody reads fifteen digits. */
export function manyText(tokens: string, language: string): string {
  const format = new Intl.NumberFormat(language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 3,
    // In a column, 3.30 and 8.54 stand below each other.
    minimumSignificantDigits: BigInt(tokens) < 1_000n ? 1 : 3,
  })
  // Chinese leaves a gap between digits and the character behind them.
  return format.format(BigInt(tokens)).replace(/(\d)(\p{Script=Han})/u, '$1 $2')
}
