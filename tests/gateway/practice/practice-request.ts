import { completePractice } from '../../../electron/gateway/practice/complete-practice.ts'
import { type ChatChunk, type ChatRequest, contentText } from '../../../electron/gateway/wire/chat.ts'

export const block = (text: string, tag: 'document' | 'summary' = 'document', name = 'report.txt'): string =>
  `<${tag} name="${name}" part="1 of 1">\n${text}\n</${tag}>`

export function requestFor(instruction: string, ...blocks: string[]): ChatRequest {
  return {
    model: 'practice',
    messages: [
      { role: 'system', content: 'You work on documents.' },
      { role: 'user', content: [instruction, ...blocks].join('\n\n') },
    ],
  }
}

export async function collect(request: ChatRequest): Promise<ChatChunk[]> {
  const chunks: ChatChunk[] = []
  for await (const chunk of completePractice(request, { pace: async () => {}, id: 'chatcmpl-p', createdSeconds: 7 })) {
    chunks.push(chunk)
  }
  return chunks
}

export const textOf = (chunks: readonly ChatChunk[]): string =>
  chunks.map((chunk) => contentText(chunk.choices[0]?.delta?.content)).join('')

export async function answer(instruction: string, ...blocks: string[]): Promise<string> {
  return textOf(await collect(requestFor(instruction, ...blocks)))
}

/** The model's own lines are headings; every other line must be words of the text. */
export function quotedLines(answerText: string): string[] {
  return answerText
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('## '))
    .map((line) => line.replace(/^- (?:\*\*.*?\*\*: )?/, ''))
}

export const withoutSpace = (text: string): string => text.replace(/\s+/gu, '')

export const englishReport = `# Quarterly report

The north region grew by 12.5% in the third quarter, mostly because of the new warehouse in Leeds. Revenue
reached $4.2 million, up from $3.7 million a year earlier. Mr. Smith said that the growth in the north region
will continue until March 2027.

- Orders: 1,240 orders were shipped in September, against 980 in August.
- Returns fell to 2.1 percent of revenue.

The south region lost two customers. The warehouse in Leeds opened on 3 May 2026 and employs 48 people. Costs of the
warehouse were £310,000 per month, which is lower than planned; the board expects the costs to fall again when the second
shift starts in January 2027, and has asked for a monthly report of costs. No dividend will be paid.`

export const chineseReport = `第三季度经营报告

2026年第三季度，公司营业收入达到人民币4.2亿元，同比增长12.5%，主要得益于华东地区新仓库的投入使用。新仓库位于苏州，
于2026年5月3日开业，共有员工48人。王经理表示，华东地区的增长将持续到2027年3月。

一、订单情况：9月共发出订单1240份，8月为980份。
二、退货率下降到百分之二点一。

华南地区流失了两家客户。仓库每月的成本为31万元，低于计划；董事会预计明年一月第二班次启动后成本将进一步下降，并要求每月提交成本报告。本年度不派发股息。`
