import type { Translation } from '../texts.ts'
import type { report as english } from '../en/report.ts'

export const report: Translation<typeof english> = {
  untitled: '报告',
  atAGlance: '总览',
  documents: '各份文档',
  sources: '出处',
  moreNotices_other: '（还有 {{count}} 条）',
  documentCount_other: '{{count}} 份文档',
  pageCount_other: '{{count}} 页',
  leftOut: '未纳入的内容',
  leftOutCount_other: '{{count}} 项未纳入',
  reason: '{{what}}。{{next}}',
  madeWith: '使用的模型：{{model}}',
  focus: '重点关注：{{focus}}',
  practice:
    '这份报告由 Kaihe 内置的练习模型生成。它不是人工智能，只是按词频从文档中挑出句子和数据。需要真正的摘要时，请改用真正的模型。',
  check: '这些摘要由模型撰写，可能有误。重要内容请以原文为准。',
  shortened: '模型已达到长度上限，这段文字没有写完。',
  warnings: {
    encoding: {
      guessed: '文字按 {{encoding}} 编码读取，这是推测的结果。',
      damaged: '其中有些字符已损坏。',
    },
    kind: { mislabelled: '文件名显示为 {{named}}，实际是 {{found}}，已按实际类型读取。' },
    pdf: {
      pagesWithoutText_other: '有 {{count}} 页只有图片，未能读取。',
      pagesBroken_other: '有 {{count}} 页已损坏，未能读取。',
      incomplete: '文件不完整，结尾可能缺失。',
    },
    pictures: { leftOut_other: '其中的 {{count}} 张图片未读取。' },
    zip: { unread_other: '其中有 {{count}} 个文件无法读取。' },
    csv: { unevenRows_other: '有 {{count}} 行的列数与首行不同。' },
  },
  chart: { others: '其余合计', without_other: '有 {{count}} 项没有数字，没有画出。' },
  table: { name: '名称', text: '文字', total: '合计' },
  sums: {
    all: '全部合计',
    count: '个数',
    sum: '{{column}}总和',
    average: '{{column}}平均值',
    least: '最小{{column}}',
    greatest: '最大{{column}}',
    without: '没有数字的',
  },
}
