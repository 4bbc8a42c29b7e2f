/** 用助手自己的工作比较模型。 */
export const compare = {
  open: '便宜些的模型够用吗？',
  title: '便宜些的模型够用吗？',
  meaning:
    '每个模型用同样的 {{most}} 份真实材料做一遍这个助手的工作，和现在的 {{model}} 比。什么都不会写出或发出。每个最多用 {{tokens}} 词元，由各自的服务收费。最多选 {{count}} 个。',
  blind: '先看结果，选好再看是谁',
  start: '开始比较',
  again: '比较别的',
  state: { running: '正在一个接一个地做。', done: '看看各自做得怎么样。', stopped: '已停止，之前做出来的还在这里。' },
  letter: '模型 {{letter}}',
  own: '现在用的',
  picked: '您选的',
  unpriced: '价格未知',
  less: '便宜 {{percent}}%',
  more: '贵 {{percent}}%',
  agrees: '{{of}} 个值里有 {{same}} 个相同',
  later: '还没轮到它。',
  pick: '{{letter}} 够用了',
  take: '用这个模型',
} as const
