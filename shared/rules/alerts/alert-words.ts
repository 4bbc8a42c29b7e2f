import type { AlertAbout } from '../../model/alert.ts'
import type { BudgetLimit } from '../../model/budget.ts'
import { formatCount, formatMoney, moneyInProse } from '../format.ts'
import { dateOfDay, type Reader } from '../money-words.ts'

/** What happened, in a line. */
export function alertTitle(about: AlertAbout, reader: Reader): string {
  const { language, t } = reader
  switch (about.kind) {
    case 'approval':
      return t('alerts.title.approval', { agent: about.agentName })
    case 'standing':
      return t(`desktop.notify.${about.standing}`, { agent: about.agentName })
    case 'told':
      return about.agentName
    case 'budget': {
      const limit = limitWords(about.limit, reader)
      const key = about.percent >= 100 ? 'budgetOver' : 'budget'
      const whose = about.agentName === null ? 'computer' : 'agent'
      return t(`alerts.title.${key}.${whose}`, { agent: about.agentName ?? '', percent: about.percent, limit })
    }
    case 'unusualSpend':
      return t('alerts.title.unusualSpend', {
        agent: about.agentName,
        cost: moneyInProse(about.cost, language, t),
        usual: moneyInProse(about.usual, language, t),
      })
    case 'nothingRan':
      return t('alerts.title.nothingRan')
    case 'networkDrive':
      return t('alerts.title.networkDrive')
    case 'backup':
      return t('alerts.title.backup')
    case 'digest':
      return t('alerts.title.digest', { day: dateOfDay(about.from, reader) })
  }
}

/** What it means for the owner, or what to do. Empty where the title says it all. */
export function alertBody(about: AlertAbout, reader: Reader): string {
  const { t } = reader
  switch (about.kind) {
    case 'approval':
      return about.act === null ? t('alerts.body.approval') : t(`approvals.act.${about.act}`)
    case 'standing':
      return t(`alerts.body.${about.standing}`, { count: about.failures })
    case 'told':
      return about.text
    case 'budget':
      return t(`alerts.body.${about.percent >= 100 ? 'budgetOver' : 'budget'}.${about.period}`)
    case 'unusualSpend':
      return t(`alerts.body.unusualSpend.${about.reason}`)
    case 'nothingRan':
      return t('alerts.body.nothingRan', { count: about.due })
    case 'networkDrive':
      return t('alerts.body.networkDrive')
    case 'backup': {
      const { code, params } = about.error
      return t('common.twoSentences', {
        first: t(`errors.${code}.meaning`, params),
        second: t(`errors.${code}.next`, params),
      })
    }
    case 'digest':
      return weekWords(about, reader)
  }
}

/** The same for a chat room: what an agent says in its own words stays on this computer. */
export function alertForChat(about: AlertAbout, reader: Reader): string {
  if (about.kind === 'told') return titleForChat(about, reader)
  return [alertTitle(about, reader), alertBody(about, reader)].filter(Boolean).join('\n')
}

/** Several by mail, no more than a chat is told of each, with what each agent did in a week that is told of. */
export function alertsByMail(
  alerts: readonly { readonly about: AlertAbout }[],
  weeks: ReadonlyMap<string, readonly string[]>,
  reader: Reader,
): { subject: string; body: string } {
  const [first] = alerts
  const parts = alerts.map(({ about }) => {
    const lines = about.kind === 'digest' ? (weeks.get(about.from) ?? []) : []
    return [alertForChat(about, reader), ...lines.map((line) => `- ${line}`)].join('\n')
  })
  return {
    subject:
      alerts.length === 1 && first !== undefined
        ? titleForChat(first.about, reader)
        : reader.t('alerts.mail.several', { count: alerts.length }),
    body: [...parts, reader.t('alerts.mail.foot')].join('\n\n'),
  }
}

function titleForChat(about: AlertAbout, reader: Reader): string {
  return about.kind === 'told' ? reader.t('alerts.chat.told', { agent: about.agentName }) : alertTitle(about, reader)
}

function limitWords(limit: BudgetLimit, { language, t }: Reader): string {
  return limit.kind === 'money'
    ? formatMoney(limit, language, 'settled')
    : t('limits.tokens', { tokens: formatCount(limit.tokens, language) })
}

function weekWords(about: Extract<AlertAbout, { kind: 'digest' }>, { language, t }: Reader): string {
  const sentences = [
    t('alerts.body.digest', { count: about.runs }),
    t('alerts.body.made', { count: about.deliverables }),
  ]
  if (about.worth !== null) {
    sentences.push(t('alerts.body.worth', { worth: moneyInProse(about.worth, language, t) }))
  }
  const spent = about.spent.filter(({ micros }) => micros !== 0).map((money) => moneyInProse(money, language, t))
  if (spent.length > 0) sentences.push(t('alerts.body.cost', { cost: spent.join(', ') }))
  return sentences.reduce((first, second) => t('common.twoSentences', { first, second }))
}
