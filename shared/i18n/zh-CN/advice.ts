import type { advice as english } from '../en/advice.ts'
import type { Translation } from '../texts.ts'

export const advice: Translation<typeof english> = {
  title: '建议',
  basis: '根据最近 {{days}} 天、每个助手最多最近 100 次运行。',
  fix: {
    fails: '“{{agent}}”最近 {{of}} 次里有 {{bad}} 次因为同一个原因失败。',
    refused: '“{{agent}}”最近 {{of}} 次里，有 {{bad}} 次您没有同意，或者撤销了改动。',
    judged: '“{{agent}}”有 {{of}} 份成果您评价过，其中 {{bad}} 份您不满意。',
  },
  retire: '“{{agent}}”最近 {{results}} 份成果没有人在这里看过，从 {{date}}起。',
  model: '“{{agent}}”的 {{runs}} 次运行如果改用够用的 {{model}}，只要 {{range}}。',
  compare: '“{{agent}}”问模型的事，比较一下就知道：最近 {{things}} 项里，“{{test}}”每次都得出同样的答案。',
  offPeak: '若在{{model}}最便宜的时段运行，“{{agent}}”的 {{runs}} 次运行只需 {{range}}。只要早上能好，不必马上开始。',
  lessOften: '“{{agent}}”最近 {{runs}} 次里有 {{idle}} 次没事可做，频率减半就够了。',
  askOnce: '“{{agent}}”会重复问模型已经问过的内容。只问一次的话，同样的文字只付一次钱。',
  keep: '“{{agent}}”值得留着：您评价过的 {{judged}} 份成果里，{{good}} 份是好的。',
  keepMinutes: '您确认它省了 {{time}}。',
  range: '{{low}} 到 {{high}}',
  cost: '这些运行花了 {{amount}}。',
  andMore: '{{left}} 和 {{right}}',
  unpriced_other: '有 {{count}} 次运行价格未知。',
  seeRun: '看最近一次',
  open: '打开助手',
  apply: {
    compare: '改用比较',
    readyBy: '便宜时运行，08:00 前好',
    halfAsOften: '频率减半',
    switchOff: '停用它',
    askOnce: '只问一次',
    model: '改用够用里最便宜的',
  },
  applied: {
    compare: '“{{agent}}”改用比较，这一步不再问模型。',
    readyBy: '“{{agent}}”会等便宜的时段，08:00 前做好。',
    halfAsOften: '“{{agent}}”的启动频率减半了。',
    switchOff: '“{{agent}}”不会再自己开始。',
    askOnce: '“{{agent}}”同样的内容只问一次。',
    model: '“{{agent}}”改用够用里最便宜的模型。',
  },
}
