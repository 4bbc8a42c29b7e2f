import { type MoneyReport, type MoneySum, type MoneyView, totalsOfSum } from '../../../shared/model/money-report.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { formatCount, usageMoneyText } from '../../../shared/rules/format.ts'
import {
  amountsText,
  barName,
  dateOfDay,
  partText,
  periodName,
  type Reader,
} from '../../../shared/rules/money-words.ts'
import { paperStyle } from './paper-style.ts'

/** What the money page says of some days, as one self-contained page that prints well; every text in it is escaped. */
export function moneyPaper(from: {
  view: MoneyView
  report: MoneyReport
  /** What agents and services are called, by their ids. */
  names: Record<string, string>
  madeOn: string
  words: Reader
}): string {
  const { view, report, names, words } = from
  const { t, language } = words
  const nameOf = (id: string, other: string) => names[id] ?? other
  const count = (value: number) => formatCount(value, language)
  const spent = (sum: MoneySum) => usageMoneyText(totalsOfSum(sum), language, t)
  const usage = (sum: MoneySum) => [count(sum.calls), count(totalTokens(sum.tokens)), spent(sum)]
  const used = [t('money.columns.calls'), t('money.columns.tokens'), t('money.columns.cost')]
  const total = [t('money.total'), ...usage(report.sum)]
  const gone = t('books.goneAgent')
  const removed = t('money.goneService')
  const title = t('money.paper.title', { period: periodName(view, words) })
  const filters = [
    view.agentId === null ? '' : nameOf(view.agentId, gone),
    view.providerId === null ? '' : nameOf(view.providerId, removed),
    view.model ?? '',
  ].filter((name) => name !== '')
  const facts = [
    t('money.paper.made', { date: dateOfDay(from.madeOn, words) }),
    ...(filters.length === 0 ? [] : [t('money.paper.only', { names: filters.join(', ') })]),
    ...factsOf(report, words),
  ]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${paperStyle}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="figure">${escape(spent(report.sum))}</p>
<ul>${facts.map((fact) => `<li>${escape(fact)}</li>`).join('')}</ul>
${table(
  t('money.by.agent'),
  [t('money.columns.agent'), t('money.columns.runs'), ...used],
  [...report.agents.map(({ agentId, runs, sum }) => [nameOf(agentId, gone), count(runs), ...usage(sum)])],
  [t('money.total'), count(report.runs.count), ...usage(report.sum)],
)}
${table(
  t('money.by.model'),
  [t('money.columns.model'), t('money.columns.service'), ...used],
  [...report.models.map(({ providerId, model, sum }) => [model, nameOf(providerId, removed), ...usage(sum)])],
  [t('money.total'), '', ...usage(report.sum)],
)}
${table(
  t('money.by.service'),
  [t('money.columns.service'), ...used],
  [...report.vendors.map(({ providerId, sum }) => [nameOf(providerId, removed), ...usage(sum)])],
  total,
)}
${table(
  t('money.by.kind'),
  [t('money.columns.kind'), t('money.columns.tokens'), t('money.columns.cost')],
  [
    ...report.kinds.map(({ kind, quantity, amounts }) => [
      t(`money.kinds.${kind}`),
      kind === 'call' ? '' : count(quantity),
      amountsText(amounts, words) || t('money.none'),
    ]),
  ],
  [t('money.total'), count(totalTokens(report.sum.tokens)), spent(report.sum)],
)}
${table(
  t('money.inside.title'),
  [t('money.inside.what'), t('money.columns.calls'), t('money.columns.cost')],
  [
    ...(['failed', 'again', 'cache', 'hours'] as const).map((part) => [
      t(`money.inside.${part}`),
      count(report[part].calls),
      partText(report[part], words),
    ]),
  ],
  null,
)}
${table(
  t(`money.by.${view.by}`),
  [t(`money.columns.${view.by}`), ...used],
  [...report.bars.map(({ from: day, sum }) => [barName(day, words), ...usage(sum)])],
  total,
)}
<p class="note">${escape(t('money.paper.exact'))}</p>
</body>
</html>
`
}

/** How many runs and calls the figures come from, and what they leave out. */
function factsOf(report: MoneyReport, { language, t }: Reader): string[] {
  const say = (key: string, number: number) =>
    number === 0 ? [] : [t(`money.from.${key}`, { count: number, number: formatCount(number, language) })]
  return [
    ...say('runs', report.runs.count),
    ...say('tries', report.runs.tries),
    ...say('calls', report.sum.calls),
    ...say('unpriced', report.sum.unpricedCalls),
  ]
}

type Row = readonly string[]

function table(caption: string, heads: Row, rows: readonly Row[], total: Row | null): string {
  const cells = (row: Row, tag: 'th' | 'td') =>
    row.map((text, column) => `<${tag}${column === 0 ? '' : ' class="num"'}>${escape(text)}</${tag}>`).join('')
  return `<table><caption>${escape(caption)}</caption>
<thead><tr>${cells(heads, 'th')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}
${total === null ? '' : `<tr class="total">${cells(total, 'td')}</tr>`}</tbody></table>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
