import type { Digest } from '../../model/digest.ts'
import { formatCount, moneyInProse } from '../format.ts'
import { durationText } from '../format-time.ts'
import type { Reader } from '../money-words.ts'

/** What each agent did in a week, a line each, those that saved most first; what is confirmed and what is guessed stay apart. */
export function digestLines({ value, notOnTime }: Digest, reader: Reader): string[] {
  const { t } = reader
  const lines = mostSavedFirst(value.agents).map((agent) => lineOf(agent, reader))
  return notOnTime === 0 ? lines : [...lines, t('digest.notOnTime', { count: notOnTime })]
}

type OfAgent = Digest['value']['agents'][number]

/** The agents of a week, those that saved most first: confirmed and guessed minutes together say the order alone. */
export function mostSavedFirst(agents: readonly OfAgent[]): OfAgent[] {
  return agents.toSorted((left, right) => minutesOf(right) - minutesOf(left))
}

function minutesOf({ value: { minutes } }: OfAgent): number {
  return minutes.confirmed + minutes.estimated
}

function lineOf({ agentName, value }: OfAgent, { language, t }: Reader): string {
  const { confirmed, estimated } = value.minutes
  const time = (minutes: number) => durationText(minutes * 60_000, t)
  const costs = value.spent.filter(({ micros }) => micros !== 0).map((money) => moneyInProse(money, language, t))
  const parts = [
    t('alerts.mail.runs', { count: value.runs, number: formatCount(value.runs, language) }),
    ...(confirmed > 0 ? [t('alerts.mail.confirmed', { time: time(confirmed) })] : []),
    ...(estimated > 0 ? [t('alerts.mail.guessed', { time: time(estimated) })] : []),
    ...(costs.length > 0 ? [t('alerts.mail.cost', { cost: costs.join(' + ') })] : []),
  ]
  return t('alerts.mail.agent', { agent: agentName, did: parts.join(t('agents.listComma')) })
}
