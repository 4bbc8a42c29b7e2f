import { readPrintedNumber } from './printed-number.ts'

export type FoundNumber = {
  readonly value: number
  /** A currency by its ISO code where that is certain, else as it was written; `%`; empty for a bare number. */
  readonly unit: string
}

const currencies: readonly (readonly [RegExp, string])[] = [
  [/^(?:US\$|USD)$/, 'USD'],
  [/^(?:HK\$|HKD)$/, 'HKD'],
  [/^(?:NT\$|TWD)$/, 'TWD'],
  [/^(?:A\$|AUD)$/, 'AUD'],
  [/^(?:C\$|CAD)$/, 'CAD'],
  [/^(?:S\$|SGD)$/, 'SGD'],
  [/^(?:€|EUR)$/, 'EUR'],
  [/^(?:£|GBP)$/, 'GBP'],
  [/^(?:元|块|RMB|CNY|人民币)$/, 'CNY'],
  [/^(?:円|JPY)$/, 'JPY'],
  [/^(?:₩|원|KRW)$/, 'KRW'],
  [/^(?:₹|INR)$/, 'INR'],
  [/^(?:₽|RUB)$/, 'RUB'],
  [/^(?:CHF|SEK|NOK|DKK|PLN|CZK)$/, ''],
]
const before = String.raw`(?:US|HK|NT|[ACS])?\$|[€£¥￥₩₹₽]|(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|TWD|KRW|INR|AUD|CAD|SGD|CHF|SEK|NOK|DKK|PLN|CZK)\b|人民币`
const after = String.raw`[€£¥￥₩₹₽元块円원%％]|(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|TWD|KRW|INR|AUD|CAD|SGD|CHF|SEK|NOK|DKK|PLN|CZK)\b`
// A space groups digits only where a unit follows: "5 100 reviews" are two numbers.
const digits = String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?(?=[ \u00a0\u202f]?(?:${after}))|\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?`
const scales: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, million: 1e6, billion: 1e9 }
const number = new RegExp(
  String.raw`(?<![A-Za-z\d.,])(?<before>${before})?\s?(?<sign>[-−+])?(?<digits>${digits})\s?(?<scale>[万萬亿億]|(?:million|billion)\b)?\s?(?<after>${after})?`,
  'gu',
)
/** Days and times of day are no numbers anybody watches. */
const moments =
  /\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}(?::\d{2})?/g

const near = 300
/** Words that stand everywhere on a page point at nothing. */
const mostLooks = 5000

/**
 * The number in a text that stands beside some words: the first after them, else the last before them in their line. Without words the
 * first one with a currency, else the first.
 *
 * @param language of the page, such as `de-DE`: it decides how `1.299` is meant; empty where the page does not say
 */
export function findNumber(text: string, words: string, language: string): FoundNumber | null {
  const plain = text.replace(moments, (moment) => ' '.repeat(moment.length))
  if (words === '') {
    const all = numbersIn(plain, language, 2000)
    return all.find(({ unit }) => unit !== '' && unit !== '%') ?? all[0] ?? null
  }
  const wanted = asPattern(words)
  let last: FoundNumber | null = null
  let looks = 0
  for (const { index, 0: match } of plain.matchAll(wanted)) {
    if (++looks > mostLooks) break
    const end = index + match.length
    const [following] = numbersIn(plain.slice(end, end + near), language, 1)
    if (following !== undefined) return following
    const line =
      plain
        .slice(Math.max(0, index - near), index)
        .split('\n')
        .at(-1) ?? ''
    last ??= numbersIn(line, language, 100).at(-1) ?? null
  }
  return last
}

/** Words as their reader sees them: without minding case or how they are spaced. */
export function asPattern(words: string): RegExp {
  const escaped = words
    .normalize('NFC')
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, (sign) => `\\${sign}`))
  return new RegExp(escaped.join(String.raw`\s+`), 'giu')
}

function numbersIn(text: string, language: string, most: number): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { groups } of text.matchAll(number)) {
    if (found.length === most) break
    const value = readPrintedNumber(groups?.digits ?? '', language)
    if (value === null) continue
    const isNegative = groups?.sign !== undefined && groups.sign !== '+'
    const scaled = value * (scales[groups?.scale ?? ''] ?? 1)
    found.push({ value: isNegative ? -scaled : scaled, unit: unitOf(groups?.before ?? groups?.after ?? '', language) })
  }
  return found
}

/** @param sign as it was printed, or an ISO code */
export function unitOf(sign: string, language: string): string {
  if (sign === '%' || sign === '％') return '%'
  if (sign === '¥' || sign === '￥') return language.startsWith('ja') ? 'JPY' : 'CNY'
  const known = currencies.find(([pattern]) => pattern.test(sign))
  return known === undefined ? sign : known[1] || sign
}
