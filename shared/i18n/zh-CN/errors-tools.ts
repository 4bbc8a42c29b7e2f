import type { toolErrors as english } from '../en/errors-tools.ts'
import type { Translation } from '../texts.ts'

export const toolErrors: Translation<typeof english> = {
  program: {
    missing: {
      what: '{{name}} 已经不在了',
      meaning: '程序被移走或删除，或者不允许启动。',
      next: '请重新选择程序。',
    },
    notStarted: {
      what: '无法启动 {{name}}',
      meaning: '系统拒绝了：{{reason}}。',
      next: '请自己试着启动它，或选择别的程序。',
    },
    timedOut: {
      what: '{{name}} 用时超过了允许的时间',
      meaning: '{{minutes}} 分钟后，它和它启动的一切都已结束。',
      next: '请多给几分钟，或少让它做一些。',
    },
    failed: {
      what: '{{name}} 报告失败',
      meaning: '它以 {{code}} 结束，说明出了问题。它最后的输出在详情里。',
      next: '请看详情，排除原因后再开始。',
    },
    notPicked: {
      what: '这个程序不是在对话框里选择的',
      meaning: '助手只运行您亲自选择的程序，所以拒绝了 {{name}}。',
      next: '请重新选择程序。',
    },
  },
  work: {
    turnsReached: {
      what: 'AI 到了轮数上限',
      meaning: '可能还没做完。到那时为止的结果已保留。',
      next: '请多给几轮，或把目标定小一些。',
    },
    minutesReached: {
      what: 'AI 到了时间上限',
      meaning: '可能还没做完。到那时为止的结果已保留。',
      next: '请多给几分钟，或把目标定小一些。',
    },
    moneyReached: {
      what: 'AI 到了花费上限',
      meaning: '可能还没做完。到那时为止的结果已保留。',
      next: '请提高花费上限，或换便宜一些的模型。',
    },
    repeats: {
      what: 'AI 一直在做同样的事',
      meaning: '提醒过它之后它仍然这样做，为了不再花钱就结束了。',
      next: '请把目标说得更具体，或换更强的模型。',
    },
  },
  server: {
    missing: {
      what: '设置里没有工具服务 {{name}}',
      meaning: '它已被移除，所以不能用它的工具。',
      next: '请重新添加，或从步骤里去掉它的工具。',
    },
    unreachable: {
      what: '工具服务 {{name}} 没有回应',
      meaning: '无法启动它，或无法连接到它。',
      next: '请在设置里测试它。详情里有它最后的输出。',
    },
    timedOut: {
      what: '工具服务 {{name}} 用时太久',
      meaning: '{{seconds}} 秒内没有答复。',
      next: '请稍后再试，或在设置里测试它。',
    },
    toolMissing: {
      what: '工具服务 {{name}} 没有 {{tool}} 这个工具',
      meaning: '它不再提供，或者步骤里没有勾选。',
      next: '请在设置里看看它的工具，勾选正确的那个。',
    },
    toolChanged: {
      what: '{{name}} 的工具 {{tool}} 变了',
      meaning: '它对自己的说明和您上次看到的不同，所以先不让用。',
      next: '请在设置里看看它的工具，信任的话就接受。',
    },
    toolFailed: {
      what: '{{name}} 的工具 {{tool}} 报告失败',
      meaning: '它说的话在详情里。',
      next: '请再试一次，或检查那个服务。',
    },
    secretMissing: {
      what: '工具服务 {{name}} 缺少一个密钥',
      meaning: '没有保存它的值，所以不能用这个服务。',
      next: '请在设置里重新填写。',
    },
  },
}
