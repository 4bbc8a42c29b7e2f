import type { units as english } from '../en/units.ts'
import type { Translation } from '../texts.ts'

export const units: Translation<typeof english> = {
  money: {
    under: '不到 {{amount}}',
    nothing: '没有花费',
    free: '免费',
    unknown: '价格未知',
    andUnknown: '另有价格未知',
    spentAndUnknown: '{{amounts}}，另有价格未知',
    callsUnknown_other: '有 {{count}} 次调用价格未知，没有计入。',
    estimated: '其中 {{estimated}} 在调用结束前为估计，已计费 {{charged}}',
  },
  inWords: { 0: '零', 1: '一', 2: '两', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九' },
  tokens_other: '{{tokens}} 词元',
  sentences_other: '约 {{number}} 句话',
  pages_other: '约 {{number}} 页',
  pagesBy: {
    words:
      '按英文估算：每个词元约 {{ratio}} 个单词（依据 {{source}}），每句 {{sentence}} 个单词，每页 {{page}} 个单词。',
    characters:
      '按中文估算：每个词元约 {{ratio}} 个字（依据 {{source}}），每句 {{sentence}} 个字，每页 {{page}} 个字。',
  },
  did: {
    documents_other: '{{number}} 份文档',
    files_other: '{{number}} 个文件',
    questions_other: '{{number}} 个问题',
    rows_other: '{{number}} 行',
    messages_other: '{{number}} 条消息',
    pages_other: '{{number}} 页',
    turns_other: '{{number}} 轮',
  },
  progress: {
    short: '{{done}} / {{total}}',
    documents_other: '第 {{done}} / {{total}} 份文档',
    questions_other: '{{done}} / {{total}} 个问题',
    files_other: '第 {{done}} / {{total}} 个文件',
    rows_other: '{{done}} / {{total}} 行',
    messages_other: '{{done}} / {{total}} 条消息',
    pages_other: '第 {{done}} / {{total}} 页',
    turns_other: '第 {{done}} 轮，最多 {{total}} 轮',
  },
  date: {
    long: '{{month}} 月 {{day}} 日，{{weekday}}',
    weekday: '{{month}} 月 {{day}} 日 {{weekday}}',
    year: '{{year}} 年 {{month}} 月 {{day}} 日',
    today: '今天',
    yesterday: '昨天',
    tomorrow: '明天',
    at: '{{day}} {{time}}',
  },
  ago: { now: '刚刚', minutes_other: '{{count}} 分钟前', hours_other: '{{count}} 小时前' },
  duration: { hours: '{{value}} 小时', minutes: '{{value}} 分', seconds: '{{value}} 秒', under: '不到 1 秒' },
  durationUnit: { hours: '小时', minutes: '分', seconds: '秒' },
}
