/** Where a comma stands before the decimals (CLDR 46, `decimal` of the default number symbols). */
const commaLanguages =
  /^(?:de|fr|es|it|nl|pt|pl|cs|sk|sv|nb|nn|no|da|fi|ru|uk|tr|el|hu|ro|bg|hr|sl|sr|id|vi|ca|et|lt|lv)\b/i
/** Swiss and Mexican pages among others do it the other way round. */
const dotRegions = /-(?:CH|LI|MX|PR|US|GT|HN|NI|PA|PE|SV|DO)\b/i

/**
 * The value of a number as a page prints it: `1,299.00`, `1.299,00`, `1 299`. One mark before exactly three digits can mean two things;
 * then the page's language decides, and without one a dot is a decimal point. Null for what is no number.
 */
export function readPrintedNumber(printed: string, language: string): number | null {
  const bare = printed.replace(/[\s\u00a0\u202f'’]/g, '')
  if (!/^\d[\d.,]*$/.test(bare)) return null
  const decimal = decimalMarkOf(bare, commaLanguages.test(language) && !dotRegions.test(language))
  const plain = [...bare].map((sign) => (sign === decimal ? '.' : /\d/.test(sign) ? sign : '')).join('')
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

function decimalMarkOf(bare: string, prefersComma: boolean): string | null {
  const marks = bare.replace(/\d/g, '')
  if (marks === '') return null
  const last = marks.at(-1) ?? ''
  if (new Set(marks).size > 1) return last
  if (marks.length > 1) return null
  const isAmbiguous = /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)
  if (!isAmbiguous) return last
  return (last === ',') === prefersComma ? last : null
}
