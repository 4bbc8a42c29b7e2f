import type { common as english } from '../en/common.ts'
import type { Translation } from '../texts.ts'

export const common: Translation<typeof english> = {
  about: '“{{who}}”：{{what}}',
  twoSentences: '{{first}}{{second}}',
  detail: '技术细节',
  practice: '练习模型，不是 AI',
  practiceMeaning: '它从您的文档里挑出句子，让您看清整个过程。免费，内容不会离开这台电脑。',
  close: '关闭',
  undo: '撤销',
  save: '保存',
  cancel: '取消',
  done: '完成',
  more: '更多',
  tryAgain: '再试一次',
  runAgain: '重新运行',
  toModels: '打开“模型”',
  unlock: '解锁密钥库',
  toAgent: '打开助手',
  lamp: {
    queued: '等待开始',
    working: '工作中',
    stopping: '正在停止',
    done: '已完成',
    partial: '已完成，有些内容略过了',
    nothingToDo: '没有需要做的事',
    failed: '失败',
    stopped: '已停止',
    skipped: '已跳过',
  },
  waiting: {
    approval: '在等您答复',
    budget: '已到上限，正在等待',
    network: '正在等网络',
    keyring: '正在等密钥库解锁',
    offPeak: '正在等低价时段',
  },
}
