import { type MoneyReport, type MoneySum, type MoneyView, noMoneySum } from '../../../shared/model/money-report.ts'

/** Which days are looked at, and of whose usage. `back`: so many periods before the one that runs now. */
export type Looking = Pick<MoneyView, 'agentId' | 'providerId' | 'model'> & { by: MoneyView['by']; back: number }

/** The days of a period, `today` being `YYYY-MM-DD`. */
export function viewOf({ back, ...looking }: Looking, today: string): MoneyView {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (looking.by === 'month') {
    const shown = String(year - back).padStart(4, '0')
    return { ...looking, from: `${shown}-01-01`, to: `${shown}-12-31` }
  }
  return { ...looking, from: dayText(year, month - 1 - back, 1), to: dayText(year, month - back, 0) }
}

/** Every day or month of a view up to today, also those without usage. Clocks that went wrong may have left some after it. */
export function barsOf(view: MoneyView, bars: MoneyReport['bars'], today: string): MoneyReport['bars'] {
  const known = new Map<string, MoneySum>(bars.map(({ from, sum }) => [from, sum]))
  const names = namesOf(view).filter((from) => from <= today || known.has(from))
  return names.map((from) => ({ from, sum: known.get(from) ?? noMoneySum }))
}

/** Whether there is anything before or after a view. */
export function neighbours(
  view: MoneyView,
  firstDay: string | null,
  back: number,
): { before: boolean; after: boolean } {
  return { before: firstDay !== null && firstDay < view.from, after: back > 0 }
}

function namesOf({ from, to, by }: MoneyView): string[] {
  const year = Number(from.slice(0, 4))
  if (by === 'month') return Array.from({ length: 12 }, (_, month) => dayText(year, month, 1).slice(0, 7))
  const month = Number(from.slice(5, 7)) - 1
  return Array.from({ length: Number(to.slice(8)) }, (_, day) => dayText(year, month, day + 1))
}

/** Months from 0; what is beyond their ends goes on into the next or the one before. */
function dayText(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}
