/**
 * Statutory days off by country and year, first and last day of each holiday. China: the yearly notice of the General
 * Office of the State Council (for 2026: Guobanfamingdian [2025] No. 7, 4 November 2025). Working Saturdays that make up
 * for a holiday are weekends to the price pages that name holidays, so they need no list.
 */
const holidays: Readonly<Record<'CN', Readonly<Record<string, readonly (readonly [first: string, last: string])[]>>>> =
  {
    CN: {
      '2026': [
        ['2026-01-01', '2026-01-03'],
        ['2026-02-15', '2026-02-23'],
        ['2026-04-04', '2026-04-06'],
        ['2026-05-01', '2026-05-05'],
        ['2026-06-19', '2026-06-21'],
        ['2026-09-25', '2026-09-27'],
        ['2026-10-01', '2026-10-07'],
      ],
    },
  }

/** Whether a date (`2026-10-01`) is a statutory day off; `unknown` for years no notice is known of. */
export function holidayOn(country: 'CN', date: string): 'holiday' | 'ordinary' | 'unknown' {
  const year = holidays[country][date.slice(0, 4)]
  if (year === undefined) return 'unknown'
  return year.some(([first, last]) => date >= first && date <= last) ? 'holiday' : 'ordinary'
}
