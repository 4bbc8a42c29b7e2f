/** The languages the practice model has words of its own for. */
export type PracticeLanguage = 'en' | 'zh'

/** Chinese when a fifth of the letters are Han and no kana is among them; else English, also for languages it does not know. */
export function practiceLanguage(text: string): PracticeLanguage {
  const sample = text.slice(0, 20_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > letters / 5 && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample) ? 'zh' : 'en'
}
