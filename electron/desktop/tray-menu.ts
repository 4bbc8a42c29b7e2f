import type { MenuItemConstructorOptions } from 'electron'
import type { i18n } from 'i18next'
import type { Mirror } from '../../shared/contract/mirror.ts'
import { type AgentId, type Instant, instantSchema, type RunId } from '../../shared/model/brand.ts'
import { hasEnded, type Run } from '../../shared/model/run.ts'
import { totalTokens } from '../../shared/model/usage.ts'
import { canRunOn } from '../../shared/rules/can-run-on.ts'
import { usageMoneyText } from '../../shared/rules/format.ts'
import { clockText, dayAndClockText } from '../../shared/rules/format-time.ts'
import { dayOf } from '../../shared/rules/day.ts'
import { tomorrowAt } from '../../shared/rules/pause.ts'
import type { MarkState } from './mark-bitmap.ts'

export type TrayActions = {
  open(): void
  openRun(runId: RunId): void
  runOnClipboard(agentId: AgentId): void
  pauseAll(paused: boolean, until: Instant | null): void
  stopAll(): void
  showMeter(shown: boolean): void
  quit(): void
}

/** What the tray says: of main's mirror at a moment, in the owner's language. */
export type TrayFacts = { mirror: Mirror; now: Instant; translator: i18n }

const hour = 3_600_000
const morning = 8 * 60
/** Agents in a menu one can still look through. */
const mostOffered = 12

/** The menu: today's money first, what needs the owner, what works, then what can be done. */
export function menuItems(facts: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const { mirror, translator } = facts
  const { t } = translator
  const { needing, working } = liveRuns(mirror)
  const line = (label: string): MenuItemConstructorOptions => ({ label, enabled: false })
  const runLine = (run: Run, words: string): MenuItemConstructorOptions => ({
    label: `${run.agentName}  ${words}`,
    click: () => actions.openRun(run.id),
  })
  const waitingWords = (run: Run) => (run.state.name === 'waiting' ? t(`common.waiting.${run.state.for}`) : '')
  const money = (run: Run) => usageMoneyText(run.usage, translator.language, t)
  const group = (title: string, items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.length === 0 ? [] : [{ type: 'separator' }, line(title), ...items]
  return [
    line(todayText(facts)),
    ...(mirror.settings.paused ? [line(pausedText(facts))] : []),
    ...keptAwake(mirror).map((name) => line(t('desktop.tray.keptAwake', { agent: name }))),
    ...group(
      t('desktop.tray.needsYou'),
      needing.map((run) => runLine(run, waitingWords(run))),
    ),
    ...(working.length === 0
      ? [{ type: 'separator' as const }, line(t('desktop.tray.nothingRunning'))]
      : group(
          t('desktop.tray.runningNow'),
          working.map((run) => runLine(run, money(run))),
        )),
    { type: 'separator' },
    { label: t('desktop.tray.open'), click: () => actions.open() },
    ...clipboardItems(facts, actions),
    ...(mirror.unread > 0
      ? [{ label: t('desktop.tray.unread', { count: mirror.unread }), click: () => actions.open() }]
      : []),
    {
      label: t('desktop.meter.show'),
      type: 'checkbox',
      checked: mirror.settings.meterWindow,
      click: () => actions.showMeter(!mirror.settings.meterWindow),
    },
    ...pauseItems(facts, actions),
    ...(working.length + needing.length > 0
      ? [{ label: t('desktop.tray.stopAll'), click: () => actions.stopAll() }]
      : []),
    { type: 'separator' },
    { label: t('desktop.tray.quit'), click: () => actions.quit() },
  ]
}

/** Agents that can be run on what was just copied, so that the window need not be opened for it. */
function clipboardItems({ mirror, translator }: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const agents = Object.values(mirror.agents)
    .filter((agent) => agent.standing.name === 'ready' && canRunOn(agent).includes('text'))
    .toSorted((left, right) => left.name.localeCompare(right.name, translator.language))
    .slice(0, mostOffered)
  if (agents.length === 0) return []
  return [
    {
      label: translator.t('agents.runOn.clipboard'),
      submenu: agents.map(({ id, name }) => ({ label: name, click: () => actions.runOnClipboard(id) })),
    },
  ]
}

function pauseItems({ mirror, now, translator }: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const { t } = translator
  if (mirror.settings.paused) {
    return [{ label: t('desktop.tray.goOn'), click: () => actions.pauseAll(false, null) }]
  }
  const tomorrow = tomorrowAt(morning, now, mirror.system.zone)
  return [
    { label: t('desktop.tray.pauseAll'), click: () => actions.pauseAll(true, null) },
    {
      label: t('nav.pauseFor.label'),
      submenu: [
        { label: t('nav.pauseFor.hour'), click: () => actions.pauseAll(true, instantSchema.parse(Date.now() + hour)) },
        { label: t('nav.pauseFor.tomorrow', { time: '08:00' }), click: () => actions.pauseAll(true, tomorrow) },
      ],
    },
  ]
}

/** The tooltip: one line, since some systems show no more. It ends with today's money once a model was used today. */
export function tooltipText(facts: TrayFacts): string {
  const { mirror, translator } = facts
  const { t, language } = translator
  const parts = [
    ...liveWords(facts),
    mirror.unread > 0 ? t('desktop.tray.unread', { count: mirror.unread }) : '',
    mirror.power.heldAfterCrashes ? t('desktop.tray.held') : '',
    mirror.settings.paused ? pausedText(facts) : '',
    ...keptAwake(mirror).map((agent) => t('desktop.tray.keptAwake', { agent })),
  ].filter(Boolean)
  const { usage } = mirror.today
  const state = [
    ...(parts.length === 0 ? [t('desktop.tray.quiet')] : parts),
    ...(usedToday(mirror) >= 1 ? [t('desktop.tray.limitReached')] : []),
    ...(usage.calls === 0 ? [] : [t('desktop.tray.todayMoney', { money: usageMoneyText(usage, language, t) })]),
  ].join(t('desktop.tray.and'))
  return t('desktop.tray.tooltip', { state })
}

/** The mark's level and badge; what needs the owner comes before everything, then a limit that holds runs or is used up for today. */
export function markState(mirror: Mirror): MarkState {
  const { needing: waiting } = liveRuns(mirror)
  const level = usedToday(mirror)
  if (waiting.some(({ state }) => state.name === 'waiting' && state.for !== 'budget'))
    return { level, badge: 'needsYou' }
  if (waiting.length > 0 || level >= 1) return { level, badge: 'limitReached' }
  if (mirror.settings.paused || mirror.power.heldAfterCrashes) return { level, badge: 'paused' }
  return { level, badge: 'none' }
}

/** How much of the tightest limit of a day is used, 0 to 1; what is not known fills nothing. */
export function usedToday(mirror: Mirror): number {
  const { usage } = mirror.today
  const shares = mirror.settings.computerBudgets.flatMap(({ period, limit }) => {
    if (period !== 'day') return []
    if (limit.kind === 'tokens') return limit.tokens === 0 ? [1] : [totalTokens(usage.tokens) / limit.tokens]
    const spent = usage.spent.find(({ currency }) => currency === limit.currency)?.micros ?? 0
    return limit.micros === 0 ? [1] : [spent / limit.micros]
  })
  return Math.min(1, Math.max(0, ...shares))
}

function todayText({ mirror, translator }: TrayFacts): string {
  const { t, language } = translator
  const tokens = totalTokens(mirror.today.usage.tokens)
  return t('desktop.tray.todayTokens', {
    count: tokens,
    tokens: new Intl.NumberFormat(language).format(tokens),
    money: usageMoneyText(mirror.today.usage, language, t),
  })
}

function pausedText({ mirror, now, translator }: TrayFacts): string {
  const { t, language } = translator
  const { pausedUntil } = mirror.settings
  const { zone } = mirror.system
  if (pausedUntil === null) return t('nav.paused')
  const isToday = dayOf(pausedUntil, zone) === dayOf(now, zone)
  const place = { language, zone }
  const when = isToday ? clockText(pausedUntil, place) : dayAndClockText(pausedUntil, now, place, t)
  return t('nav.pausedUntil', { when })
}

function keptAwake(mirror: Mirror): string[] {
  return mirror.power.keptAwakeFor.flatMap((agentId) => mirror.agents[agentId]?.name ?? [])
}

/** Runs that have not ended: those that go no further without their owner, and the others. */
export function liveRuns({ runs }: Pick<Mirror, 'runs'>): { live: Run[]; needing: Run[]; working: Run[] } {
  const live = Object.values(runs).filter(({ state }) => !hasEnded(state))
  return { live, needing: live.filter(waitsForOwner), working: live.filter((run) => !waitsForOwner(run)) }
}

/** How many of each there are; nothing of what there is none of. */
export function liveWords({ mirror, translator: { t } }: TrayFacts): string[] {
  const { needing, working } = liveRuns(mirror)
  return [
    ...(needing.length > 0 ? [t('desktop.tray.needing', { count: needing.length })] : []),
    ...(working.length > 0 ? [t('desktop.tray.working', { count: working.length })] : []),
  ]
}

function waitsForOwner(run: Run): boolean {
  return run.state.name === 'waiting' && run.state.for !== 'network' && run.state.for !== 'offPeak'
}
