import { practiceLanguage } from './language.ts'
import { share } from './rank-sentences.ts'
import { splitSentences } from './sentences.ts'
import { meaningfulWords } from './words.ts'
import { wording } from './wording.ts'

/** Words of the question that are about asking, not about what is asked. */
const askingWords = new Set(
  'document text file page answer yes mention mentioned contain contained say state stated anything 文档 文件 文本 文章 提到 提及 包含 包括 回答 是否 吗 有没有 是不是 请'.split(
    ' ',
  ),
)
const denial = /\b(?:not|no|never|none|cannot|without)\b|n't\b|没有|未|不|无/i

/** The label whose words occur most often in the text, alone on the line; a label such as "other" stands for "none of them". */
export function classifyText(text: string, labels: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of meaningfulWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const lowerText = text.toLowerCase()
  const scored = labels.map((label) => {
    const words = meaningfulWords(label)
    const hits = words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0)
    return { label, score: hits + (lowerText.includes(label.toLowerCase()) ? 1 : 0) }
  })
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left), { label: '', score: 0 })
  if (best.score > 0) return best.label
  const other = labels.find((label) => /^(?:others?|none|misc\w*|unknown|unclear|其他|其它|无|未知)$/i.test(label))
  return other ?? wording[practiceLanguage(text)].noLabelFits
}

/**
 * Yes when one sentence holds most of the question's words and does not deny what the question affirms; the sentence follows, so
 * that a reader can judge for himself. `language` is that of the question.
 */
export function answerYesNo(text: string, question: string): string {
  const words = wording[practiceLanguage(question)]
  const wanted = new Set(meaningfulWords(question).filter((word) => !askingWords.has(word)))
  let best = { sentence: '', covered: 0 }
  for (const { text: sentence } of splitSentences(text)) {
    const covered = share(wanted, new Set(meaningfulWords(sentence)))
    if (covered > best.covered) best = { sentence, covered }
  }
  if (best.covered < 0.6) return `${words.no}\n\n${words.nothingSaid}`
  const isDenied = denial.test(best.sentence) && !denial.test(question.replace(/是不是|有没有/g, ''))
  return `${isDenied ? words.no : words.yes}\n\n${words.closestSentence}\n\n> ${best.sentence}`
}
