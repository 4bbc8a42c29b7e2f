/** What an owner may do about an agent, from how its runs went. */
export const advice = {
  title: 'Advice',
  basis: 'From the last {{days}} days, at most the newest 100 runs of each agent.',
  fix: {
    fails: '{{agent}} failed {{bad}} of the last {{of}} times for one reason.',
    refused: 'You said no to {{agent}}, or took its changes back, {{bad}} of the last {{of}} times.',
    judged: 'You were not content with {{bad}} of the {{of}} results of {{agent}} you judged.',
  },
  retire: 'Nobody has looked at the last {{results}} results of {{agent}} here, since {{date}}.',
  model: 'With {{model}}, which is good enough for its task, {{runs}} runs of {{agent}} would have cost {{range}}.',
  compare:
    '{{agent}} asks its model what a comparison tells: “{{test}}” gives the same answer for all of the last {{things}}.',
  offPeak:
    'In the cheapest hours of {{model}}, {{runs}} runs of {{agent}} would have cost {{range}}. It need not begin at once to be ready in the morning.',
  lessOften: '{{agent}} found nothing to do {{idle}} of the last {{runs}} times. Half as often would do.',
  askOnce: '{{agent}} asks its model anew what it has asked before. Asked once, the same text is paid for once.',
  keep: '{{agent}} is worth keeping: {{good}} of the {{judged}} results you judged were good.',
  keepMinutes: 'You confirmed {{time}} saved.',
  range: '{{low}} to {{high}}',
  cost: 'They cost {{amount}}.',
  andMore: '{{left}} and {{right}}',
  unpriced_one: 'The price of {{count}} run is not known.',
  unpriced_other: 'The price of {{count}} runs is not known.',
  seeRun: 'See the last one',
  open: 'Open the agent',
  apply: {
    compare: 'Compare instead',
    readyBy: 'Ready by 08:00, when it is cheap',
    halfAsOften: 'Half as often',
    switchOff: 'Switch it off',
    askOnce: 'Ask once',
    model: 'Use the cheapest good enough',
  },
  applied: {
    compare: '{{agent}} compares, and asks its model nothing for that.',
    readyBy: '{{agent}} waits for cheaper hours and is ready by 08:00.',
    halfAsOften: '{{agent}} starts half as often.',
    switchOff: '{{agent}} starts nothing by itself any more.',
    askOnce: '{{agent}} asks the same only once.',
    model: '{{agent}} uses the cheapest model that is good enough.',
  },
} as const
