import type { Money } from '../../shared/model/money.ts'
import type { ModelChoice } from '../../shared/model/policy.ts'
import type { Translate } from '../../shared/rules/format.ts'

/** Why a run thinks with its model, in a sentence; what could not be compared or was left aside is said after it. */
export function choiceWords(choice: ModelChoice, model: string, t: Translate, money: (money: Money) => string): string {
  if (choice.kind !== 'routed') return t(`runs.choice.${choice.kind}`, { model })
  const { policy, able, cost, dearest, unpriced, withoutRate, forbidden } = choice
  const price =
    cost.kind === 'known'
      ? t('runs.choice.cost.known', { cost: money(cost.money) })
      : t(`runs.choice.cost.${cost.kind}`)
  const values = { model, able, price }
  const main = able === 1 ? t('runs.choice.only', values) : t(`runs.choice.${policy}`, values)
  return [
    main,
    dearest === null || able === 1 ? '' : t('runs.choice.dearest', { cost: money(dearest) }),
    unpriced > 0 && able > 1 ? t('runs.choice.unpriced', { count: unpriced }) : '',
    withoutRate > 0 ? t('runs.choice.withoutRate', { count: withoutRate }) : '',
    forbidden > 0 ? t('runs.choice.forbidden', { count: forbidden }) : '',
  ]
    .filter((each) => each !== '')
    .reduce((text, each) => (text.endsWith('。') ? text + each : `${text} ${each}`))
}
