import type { desktop as english } from '../en/desktop.ts'
import type { Translation } from '../texts.ts'

export const desktop: Translation<typeof english> = {
  practiceName: '练习模型',
  tray: {
    open: '打开 Kaihe Companion',
    nothingRunning: '没有正在运行的助手',
    runningNow: '正在工作',
    todayTokens_other: '今天：{{tokens}} 个词元，{{money}}',
    pauseAll: '暂停所有助手',
    goOn: '让助手继续',
    quit: '退出',
    tooltip: 'Kaihe Companion：{{state}}',
    working_other: '{{count}} 个正在工作',
    quiet: '一切安静',
    paused: '已暂停',
  },
  export: {
    title: '保存用量明细',
    name: 'Kaihe 用量',
    csv: '表格（Excel 等）',
    json: '供其他程序使用的数据',
  },
  quit: {
    title_other: '{{count}} 个助手正在工作',
    detail: '现在退出，工作会停在这里。下次启动 Kaihe 时会从原处继续，不会重复付费。',
    confirm: '退出',
    stay: '继续工作',
  },
  folders: {
    pickRead: '选择要读取的文件夹',
    pickWrite: '选择放成果的地方',
    choose: '选择',
  },
  headless: {
    noDisplay: '这里没有显示器：不打开窗口，直接用示例文档运行示例助手。',
    alreadyRunning: '这个账户里 Kaihe 已经在运行，请先关闭它。',
    model: '模型：{{model}}',
    practice: '练习模型只会挑出句子，不是 AI。它免费，也不需要账户。',
    folder: '文档：{{path}}',
    progress: '{{done}} / {{total}}',
    tokens: '{{tokens}} 个词元',
    complete: '完成。',
    partial_other: '完成，但略过了 {{count}} 个文档。',
    leftOut: '略过：{{item}}。{{reason}}。',
    nothingToDo: '没有需要做的事。',
    report: '报告：{{path}}',
    failed: '运行没有完成。{{what}}。{{meaning}}{{next}}',
    stopped: '运行已停止。',
    cost: '花费：{{money}}，{{calls}} 次调用共 {{tokens}} 个词元',
  },
  failedToStart: {
    title: 'Kaihe 无法启动',
  },
}
