import type { scheduleErrors as english } from '../en/schedule-errors.ts'
import type { Translation } from '../texts.ts'

export const scheduleErrors: Translation<typeof english> = {
  schedule: {
    noSuchDate: {
      what: '没有这一天：{{date}}',
      meaning: '日历上没有这个日期，助手永远不会运行。',
      next: '请另选一天。',
    },
    endsBeforeStart: {
      what: '结束早于开始',
      meaning: '最后一天在第一次之前，助手永远不会运行。',
      next: '请把最后一天选得晚一些，或不设最后一天。',
    },
    cronUnreadable: {
      what: '看不懂这行五段写法',
      meaning: '它依次写明分、时、日、月、星期。',
      next: '请写成 0 8 * * 1-5 这样，或改用文字选时间。',
    },
    neverDue: {
      what: '这个安排里没有任何时间',
      meaning: '没有符合的日子（比如 2 月 31 日），或者安静时段把所有时间都排除了。',
      next: '请更改日子、时间或安静时段。',
    },
  },
}
