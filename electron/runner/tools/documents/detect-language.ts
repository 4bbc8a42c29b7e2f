const sampleUnits = 20_000
const commonEnglish = /\b(?:the|and|of|to|in|is|for|with|on|that|are|was|be|by|this|from|your|we|you|it|or|as|at)\b/gi

/**
 * The language a text is mostly written in, judged by its letters and, for Latin ones, by the small words of
 * English. Text too short to hold such words counts as English when it is plain ASCII.
 */
export function detectLanguage(text: string): 'en' | 'zh' | 'other' {
  const sample = text.slice(0, sampleUnits)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return 'other'
  const han = count(sample, /\p{Script=Han}/gu)
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const latin = count(sample, /\p{Script=Latin}/gu)
  if (kana > letters * 0.05 && kana * 10 > han) return 'other'
  // A Chinese character carries about as much as a short word, so a third of the letters is most of the text.
  if (han > letters * 0.3) return 'zh'
  if (latin < letters * 0.7) return 'other'
  const words = count(sample, /\p{L}+/gu)
  if (words < 30) return /^[\p{ASCII}\p{P}\p{S}\s]*$/u.test(sample) ? 'en' : 'other'
  return count(sample, commonEnglish) > words * 0.06 ? 'en' : 'other'
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) found++
  return found
}
