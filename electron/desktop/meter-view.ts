import { formatCount, pagesText, splitPencil, usageMoney, usageMoneyText } from '../../shared/rules/format.ts'
import { liveRuns, liveWords, type TrayFacts, usedToday } from './tray-menu.ts'

/** What the little window with the meters says, in words that are ready to be shown. */
export type MeterView = {
  readonly language: string
  readonly theme: 'light' | 'dark'
  readonly title: string
  readonly open: string
  readonly close: string
  readonly state: 'needsYou' | 'running' | 'quiet'
  readonly stateWords: string
  /** Tokens a second; empty while nothing streams. */
  readonly speed: string
  /** Digits that stand, and digits that may still change. */
  readonly money: { readonly ink: string; readonly pencil: string }
  readonly today: string
  /** Of the tightest limit of a day, 0 to 1; null where there is none. */
  readonly share: number | null
  readonly rows: readonly { readonly name: string; readonly money: string }[]
}

const rowsShown = 3

/** Reads it off main's mirror. */
export function meterView(facts: TrayFacts, theme: MeterView['theme']): MeterView {
  const { mirror, translator } = facts
  const { t, language } = translator
  const { live, needing, working } = liveRuns(mirror)
  const speed = Object.values(mirror.live).reduce((sum, { tokensPerSecond }) => sum + (tokensPerSecond ?? 0), 0)
  const { usage } = mirror.today
  const words = liveWords(facts)
  const spent = usageMoney(usage)
  const [only, ...others] = spent.kind === 'spent' ? spent.amounts : []
  const isPlain = only !== undefined && others.length === 0 && usage.unpricedCalls === 0
  const limited = mirror.settings.computerBudgets.some(({ period }) => period === 'day')
  return {
    language,
    theme,
    title: t('desktop.meter.title'),
    open: t('desktop.tray.open'),
    close: t('desktop.meter.close'),
    state: needing.length > 0 ? 'needsYou' : working.length > 0 ? 'running' : 'quiet',
    stateWords: words.length === 0 ? t('desktop.tray.quiet') : words.join(t('desktop.tray.and')),
    speed: speed < 0.5 ? '' : t('desktop.meter.speed', { count: formatCount(Math.round(speed), language) }),
    money: isPlain ? splitPencil(only, language) : { ink: usageMoneyText(usage, language, t), pencil: '' },
    today: [t('nav.today'), pagesText(usage, language, t)].filter(Boolean).join(' · '),
    share: limited ? usedToday(mirror) : null,
    rows: live
      .toSorted((left, right) => right.createdAt - left.createdAt)
      .slice(0, rowsShown)
      .map((run) => ({ name: run.agentName, money: usageMoneyText(run.usage, language, t) })),
  }
}

/**
 * Puts it on the window's page. Runs there, in a world of its own: the page has no code, no bridge and no way to ask for anything, and
 * every word is set as text.
 */
export function drawMeter(view: MeterView): void {
  const put = (id: string, text: string) => {
    const place = document.getElementById(id)
    if (place !== null && place.textContent !== text) place.textContent = text
  }
  document.documentElement.lang = view.language
  document.documentElement.dataset.theme = view.theme
  document.title = view.title
  document.body.dataset.state = view.state
  put('state', view.stateWords)
  put('speed', view.speed)
  put('ink', view.money.ink)
  put('pencil', view.money.pencil)
  put('today', view.today)
  for (const [id, words] of [
    ['open', view.open],
    ['close', view.close],
  ] as const) {
    const link = document.getElementById(id)
    link?.setAttribute('aria-label', words)
    link?.setAttribute('title', words)
  }
  const meter = document.getElementById('share')
  if (meter !== null) {
    meter.hidden = view.share === null
    meter.setAttribute('value', String(view.share ?? 0))
  }
  const list = document.getElementById('rows')
  list?.replaceChildren(
    ...view.rows.map(({ name, money }) => {
      const row = document.createElement('li')
      const [left, right] = [document.createElement('span'), document.createElement('b')]
      left.textContent = name
      right.textContent = money
      row.append(left, right)
      return row
    }),
  )
}
