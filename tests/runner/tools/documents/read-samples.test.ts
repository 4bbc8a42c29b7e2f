import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '../../../../electron/runner/tools/documents/read-document.ts'

const samples = join(import.meta.dirname, '../../../../assets/samples')

interface Sample {
  file: string
  kind: string
  encoding: string | null
  title: string | null
  /** Pages, or the texts of headings, or rows. */
  places: unknown[]
  /** What a reader must find, as it stands there. */
  holds: string[]
  /** What a reader must not be bothered with. */
  lacks?: string[]
}

const english: Sample[] = [
  {
    file: 'letter from a customer.txt',
    kind: 'txt',
    encoding: 'utf-8',
    title: null,
    places: [null],
    holds: ['Order AF-58213: a broken kettle and no answer', '49.90 euros'],
  },
  {
    file: 'weekly team meeting.md',
    kind: 'md',
    encoding: 'utf-8',
    title: 'Weekly team meeting, 14 April 2026',
    places: [
      { heading: 'Weekly team meeting, 14 April 2026' },
      { heading: '1. Sales in March' },
      { heading: '2. Complaints about the K-200 kettle' },
      { heading: '3. Move of the warehouse' },
      { heading: '4. Customer service at weekends' },
      { heading: 'Actions' },
    ],
    holds: ['| Draft lease for Harbour Road | Jonas | 28 April |'],
  },
  {
    file: 'article on quiet hours.html',
    kind: 'html',
    encoding: 'utf-8',
    title: 'What happened when a small company banned meetings before noon',
    places: [
      { heading: 'What happened when a small company banned meetings before noon' },
      { heading: 'Fewer meetings, and shorter ones' },
      { heading: 'What went wrong' },
      { heading: 'Can others copy it?' },
    ],
    holds: ['| Hours in meetings, per person and week | 14.5 | 7.8 |', 'Ruth Adeyemi'],
    lacks: ['Subscribe', 'Cookies', 'window.visits', 'Most read'],
  },
  {
    file: 'product reviews.csv',
    kind: 'csv',
    encoding: 'utf-8',
    title: null,
    places: [{ rows: [2, 41] }],
    holds: [
      '| Date | Product | Rating | Country | Review |',
      '| 2026-03-05 | Glass jug 1.5 l | 3 | Italy | Nice jug, but it arrived with a small chip in the rim. |',
    ],
  },
  {
    file: 'annual report 2025.pdf',
    kind: 'pdf',
    encoding: null,
    title: 'Annual report 2025',
    places: [{ page: 1 }, { page: 2 }, { page: 3 }],
    holds: [
      'The weak point of the year was the quality of service. The average customer waited 31 hours for an answer to a mail; in 2024 it was 19.',
      'Online shop | 1,307,000 | 1,461,000 | +11.8 %',
    ],
  },
  {
    file: 'warehouse lease.docx',
    kind: 'docx',
    encoding: null,
    title: 'Lease of a warehouse, 8 Harbour Road',
    places: [
      { heading: 'Lease of a warehouse' },
      { heading: '1. The building' },
      { heading: '2. Term' },
      { heading: '3. Rent and other payments' },
      { heading: '4. Use' },
      { heading: '5. Repairs' },
      { heading: '6. Handover at the end' },
      { heading: '7. Open points' },
    ],
    holds: [
      '## 4. Use',
      '| Deposit | 14,550.00 euros, once | before handover |',
      '- subletting, in whole or in part;',
      '2. Changes are removed unless both sides agree otherwise.',
    ],
  },
]

const chinese: Sample[] = [
  {
    file: '顾客来信.txt',
    kind: 'txt',
    encoding: 'gb18030',
    title: null,
    places: [null],
    holds: ['关于订单YS-58213:水壶损坏,一直无人答复', '合计371元'],
  },
  {
    file: '新员工入职须知.md',
    kind: 'md',
    encoding: 'utf-8',
    title: '新员工入职须知',
    places: [
      { heading: '新员工入职须知' },
      { heading: '报到之前' },
      { heading: '第一天' },
      { heading: '第一周' },
      { heading: '满四周' },
    ],
    holds: ['试用期为六个月'],
  },
  {
    file: '文章 上午不开会.html',
    kind: 'html',
    encoding: 'utf-8',
    title: '一家小公司上午不开会,半年之后怎么样了',
    places: [
      { heading: '一家小公司上午不开会,半年之后怎么样了' },
      { heading: '会议少了,也短了' },
      { heading: '哪里出了问题' },
      { heading: '别人能照着做吗' },
    ],
    holds: ['| 每人每周开会小时数 | 14.5 | 7.8 |'],
    lacks: ['开通会员', '隐私政策', '热门文章'],
  },
  {
    file: '商品评价.csv',
    kind: 'csv',
    encoding: 'utf-8',
    title: null,
    places: [{ rows: [2, 41] }],
    holds: ['| 日期 | 商品 | 评分 | 地区 | 评价 |', '| 2026-03-03 | 北欧台灯 | 2 | 广州 | 最暗一档会闪,已经退货。 |'],
  },
  {
    file: '2025年度报告.pdf',
    kind: 'pdf',
    encoding: null,
    title: '2025年度报告',
    places: [{ page: 1 }, { page: 2 }, { page: 3 }],
    holds: ['这一年的薄弱环节是服务质量。顾客发来邮件后平均要等31小时才收到答复', '营业收入 | 1690 | 1660 | -1.8%'],
  },
  {
    file: '仓库租赁合同.docx',
    kind: 'docx',
    encoding: null,
    title: '仓库租赁合同(港湾路8号)',
    places: [
      { heading: '仓库租赁合同' },
      { heading: '第一条 租赁房屋' },
      { heading: '第二条 租赁期限' },
      { heading: '第三条 租金及其他费用' },
      { heading: '第四条 用途' },
      { heading: '第五条 维修' },
      { heading: '第六条 期满交还' },
      { heading: '第七条 待定事项' },
    ],
    holds: ['| 押金 | 108000元,一次性 | 交付之前 |', '- 全部或部分转租;'],
  },
]

const all = [
  ...english.map((sample) => ({ ...sample, language: 'en' })),
  ...chinese.map((sample) => ({ ...sample, language: 'zh' })),
]

test.each(all)('reads $language/$file', async (sample) => {
  const path = join(samples, sample.language, sample.file)
  const document = await readDocument(path)
  expect(document).toMatchObject({
    kind: sample.kind,
    name: sample.file,
    encoding: sample.encoding,
    title: sample.title,
    language: sample.language,
    warnings: [],
  })
  const bytes = readFileSync(path)
  expect(document.bytes).toBe(bytes.length)
  expect(document.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(document.sections.map(({ label }) => label)).toEqual(sample.places)
  expect(document.text).toBe(document.sections.map(({ text }) => text).join('\n\n'))
  expect(document.characters).toBe(document.text.length)
  for (const text of sample.holds) expect(document.text).toContain(text)
  for (const text of sample.lacks ?? []) expect(document.text).not.toContain(text)
})
