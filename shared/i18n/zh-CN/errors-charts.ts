import type { chartErrors as english } from '../en/errors-charts.ts'
import type { Translation } from '../texts.ts'

export const chartErrors: Translation<typeof english> = {
  chart: {
    nothingToDraw: {
      what: '没有可以画的内容',
      meaning: '“{{column}}”这一列里没有任何数字，所以没有画图。',
      next: '请改选有数字的列，或者看看前一步给出了什么。',
    },
    belowZero: {
      what: '有负数，画不了占比图',
      meaning: '“{{column}}”这一列里有负数，凑不成整体，所以没有画图。',
      next: '请改用条形图。',
    },
    tooMany: {
      what: '一张图画不下这么多点',
      meaning: '共有 {{count}} 个点，超过 {{max}} 个就没法看了，所以没有画图。',
      next: '请先汇总，例如按月合计。',
    },
    noFont: {
      what: '没有找到可以写字的字体',
      meaning: '画出来会没有文字，所以没有画图。',
      next: '请安装支持这种语言的字体，然后重新运行。',
    },
  },
  calendar: {
    noDate: {
      what: '“{{column}}”这一列没有日期',
      meaning: '这一项没有写进日历，其余的都写了。',
      next: '日期请写成 2026-11-26 或 2026-11-26 14:30。',
    },
  },
}
