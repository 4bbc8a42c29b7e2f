import type { PracticeLanguage } from './language.ts'

/**
 * The practice model's own words in an answer. They are in the language of the document, as a model's answer is, and not in that
 * of the interface, which is why they are not among the interface's texts.
 */
export type Wording = {
  keyPoints: string
  keyFigures: string
  yes: string
  no: string
  closestSentence: string
  nothingSaid: string
  noLabelFits: string
  emptyText: string
  unable: string
}

export const wording: Record<PracticeLanguage, Wording> = {
  en: {
    keyPoints: 'Key points',
    keyFigures: 'Key figures',
    yes: 'Yes',
    no: 'No',
    closestSentence: 'Judged by shared words only. The closest sentence:',
    nothingSaid: 'Judged by shared words only: no sentence of the text speaks of this.',
    noLabelFits: 'None of the given labels: no word of any of them is in the text.',
    emptyText: 'The text is empty.',
    unable:
      'This is the practice model, not AI. It only picks sentences and figures out of a text and cannot do what was asked.',
  },
  zh: {
    keyPoints: '要点',
    keyFigures: '关键数据',
    yes: '是',
    no: '否',
    closestSentence: '仅按相同的词判断。最接近的句子：',
    nothingSaid: '仅按相同的词判断：文中没有句子谈到这一点。',
    noLabelFits: '没有合适的标签：文中没有出现任何一个标签里的词。',
    emptyText: '文本为空。',
    unable: '这是练习模型，不是人工智能。它只会从文本中挑出句子和数据，无法完成所要求的任务。',
  },
}

/** The headings under which a summary lists its figures, in every language. */
export const figureHeadings: readonly string[] = Object.values(wording).map((words) => words.keyFigures)
