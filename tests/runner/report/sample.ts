import type { z } from 'zod'
import { runOrderSchema } from '../../../electron/runner/protocol.ts'
import { composeReport, type Report } from '../../../electron/runner/report/report.ts'
import { type SummariesResult, summariesResultSchema } from '../../../electron/runner/step-results.ts'
import { at, makeAgent } from '../../helpers/things.ts'

const summaries: SummariesResult = summariesResultSchema.parse({
  kind: 'summaries',
  overall: { text: 'Rent rises **3 %** from May.\n\n- Pay by 30 April', shortened: false },
  focus: 'prices & dates',
  documents: [
    {
      relativePath: 'contracts/lease.pdf',
      pages: 12,
      kind: 'pdf',
      language: 'en',
      warnings: [{ code: 'pdf.pagesWithoutText', params: { count: 2, first: 4 } }],
      summary: '# Rent\n\nThe rent is **4,200 euros**.\n\n| Month | Euros |\n|---|---:|\n| May | 4,326 |',
      shortened: false,
    },
    {
      relativePath: '会议纪要.txt',
      pages: null,
      kind: 'txt',
      language: 'zh',
      warnings: [],
      summary: '1. 周一开会\n2. 周五前联系供应商',
      shortened: true,
    },
  ],
  leftOut: [
    { item: 'old <scan>.pdf', error: { code: 'document.noText', params: { name: 'old <scan>.pdf' }, detail: '' } },
  ],
})

/** A report over two documents and one left out, with whatever a test wants different. */
export function sampleReport(
  changes: { title?: string; summaries?: object; order?: Partial<z.input<typeof runOrderSchema>> } = {},
): Report {
  const order = runOrderSchema.parse({
    runId: 'run-1',
    agent: makeAgent({ name: 'Contracts & minutes' }),
    model: { providerId: 'provider-1', model: 'small' },
    modelLabel: 'Vendor Small',
    modelIsPractice: false,
    contextTokens: 8000,
    language: 'en',
    zone: 'Asia/Shanghai',
    createdAt: at('2026-11-23T22:30:00Z'),
    gateway: { baseUrl: 'http://127.0.0.1:1/v1', token: 'token' },
    scratchFolder: '/scratch',
    keptFolder: '/kept',
    ...changes.order,
  })
  return composeReport(
    changes.title ?? 'What matters',
    summariesResultSchema.parse({ ...summaries, ...changes.summaries }),
    order,
  )
}
