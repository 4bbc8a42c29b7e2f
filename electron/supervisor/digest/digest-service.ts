import type { Clock } from '../../../shared/model/clock.ts'
import type { Digest } from '../../../shared/model/digest.ts'
import { everybodys } from '../../../shared/model/money-report.ts'
import { daysAfter, periodAround } from '../../../shared/rules/budget/period.ts'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import type { FiringRepository } from '../../storage/companion/firings.ts'
import type { RunValueRepository } from '../../storage/companion/run-values.ts'
import type { MoneyService } from '../money/money-service.ts'
import type { ValueService } from '../value/value-service.ts'

export type DigestService = {
  /** The week a day lies in. Throws CodedError `storage.*`. */
  read(day: string): Promise<Digest>
}

/** What a week brought, what it was worth and what it cost, from where the other pages have it. */
export function createDigestService(from: {
  value: Pick<ValueService, 'read'>
  money: Pick<MoneyService, 'read'>
  values: Pick<RunValueRepository, 'made'>
  firings: Pick<FiringRepository, 'notOnTimeBetween'>
  clock: Clock
}): DigestService {
  const { value, money, values, firings, clock } = from
  return {
    async read(day) {
      const week = periodAround(day, 'week')
      const [{ total, agents, jobs }, { sum, runs, failed, again, cache, hours }] = await Promise.all([
        value.read(week),
        money.read({ ...week, by: 'day', ...everybodys }),
      ])
      const [begin, end] = [week.from, daysAfter(week.to, 1)].map((each) => firstMomentOf(each, clock.zone()))
      return {
        ...week,
        value: { total, agents, jobs },
        money: { sum, runs, failed, again, cache, hours },
        deliverables: values.made(week.from, week.to),
        notOnTime: begin === undefined || end === undefined ? 0 : firings.notOnTimeBetween(begin, end).length,
      }
    },
  }
}
