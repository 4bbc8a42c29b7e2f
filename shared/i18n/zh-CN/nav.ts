import type { nav as english } from '../en/nav.ts'
import type { Translation } from '../texts.ts'

export const nav: Translation<typeof english> = {
  places: '导航',
  today: '今天',
  todayDue_other: '今天，有 {{count}} 件事等您处理',
  results: '成果',
  agents: '助手',
  models: '模型',
  settings: '设置',
  backTo: '返回',
  computer: '这台电脑',
  awakeSince: '{{time}} 起保持唤醒',
  working_other: '{{count}} 个在工作',
  tokensPerSecond: '词元/秒',
  spentToday: '今天',
  pauseAll: '全部暂停',
  goOn: '继续',
  ended: '“{{agent}}”：{{state}}。',
  window: { minimize: '最小化', maximize: '最大化', close: '关闭' },
  quit: {
    title_other: '还有 {{count}} 个助手在工作',
    meaning: '现在退出，工作会停在这里。下次打开 Kaihe 时会从原处继续，不会重复付费。',
    quit: '退出',
    stay: '继续工作',
  },
  tray: {
    title: 'Kaihe 会在托盘里继续工作',
    meaning: '关闭窗口后，助手仍会按时工作。点屏幕角落的标记可以重新打开，也可以在那里退出。',
    close: '关闭窗口',
    stay: '先不关',
  },
}
