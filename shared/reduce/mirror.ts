import type { AppEvent } from '../contract/events.ts'
import {
  type Live,
  liveSegmentLimit,
  liveTextLimit,
  type Mirror,
  recentRunLimit,
  type Segment,
} from '../contract/mirror.ts'
import type { RunId } from '../model/brand.ts'
import { hasEnded, type Run } from '../model/run.ts'

/** Beyond these, only marks of runs that are in the mirror are kept. */
const markLimit = 1_000
const alertLimit = 200
const nothingLive: Live = { segments: [], tokensPerSecond: null }

/** The mirror after one event. Pure; main and the page both use it, so that they can never disagree. */
export function reduceMirror(mirror: Mirror, event: AppEvent): Mirror {
  switch (event.type) {
    case 'agent.saved':
      return { ...mirror, agents: { ...mirror.agents, [event.agent.id]: event.agent } }
    case 'agent.removed':
      return { ...mirror, agents: without(mirror.agents, event.agentId) }
    case 'agent.counting': {
      const others = without(mirror.counting, event.agentId)
      const counting = event.counting === null ? others : { ...others, [event.agentId]: event.counting }
      return { ...mirror, counting }
    }
    case 'agentFile.offered':
      return { ...mirror, offered: event.offer }
    case 'comparison.changed':
      return { ...mirror, comparisons: { ...mirror.comparisons, [event.comparison.agentId]: event.comparison } }
    case 'trial.changed':
      return { ...mirror, trials: { ...mirror.trials, [event.trial.agentId]: event.trial } }
    case 'run.saved':
      return saveRun(mirror, event.run)
    case 'run.removed':
      return { ...mirror, runs: without(mirror.runs, event.runId), live: without(mirror.live, event.runId) }
    case 'result.marked': {
      const all = Object.entries(mirror.marks)
      const known = all.length < markLimit ? all : all.filter(([id]) => Object.hasOwn(mirror.runs, id))
      const marks = { ...Object.fromEntries(known), [event.mark.runId]: event.mark }
      return { ...mirror, marks, unread: event.unread }
    }
    case 'run.text': {
      if (mirror.runs[event.runId] === undefined) return mirror
      const live = mirror.live[event.runId] ?? nothingLive
      const segments = addText(live.segments, event)
      return { ...mirror, live: { ...mirror.live, [event.runId]: { ...live, segments } } }
    }
    case 'run.meter':
      return meterRun(mirror, event.runId, event)
    case 'provider.saved': {
      const known = mirror.providers.some((provider) => provider.id === event.provider.id)
      const providers = known
        ? mirror.providers.map((provider) => (provider.id === event.provider.id ? event.provider : provider))
        : [...mirror.providers, event.provider]
      return { ...mirror, providers }
    }
    case 'provider.removed':
      return {
        ...mirror,
        providers: mirror.providers.filter((provider) => provider.id !== event.providerId),
        providersDown: without(mirror.providersDown, event.providerId),
      }
    case 'provider.health': {
      const { providerId, health } = event
      const others = without(mirror.providersDown, providerId)
      return { ...mirror, providersDown: health === null ? others : { ...others, [providerId]: health } }
    }
    case 'ownModels.changed':
      return { ...mirror, ownModels: event.ownModels }
    case 'export.changed':
      return { ...mirror, exporting: event.percent }
    case 'settings.saved':
      return { ...mirror, settings: event.settings }
    case 'today.changed':
      return { ...mirror, today: event.today }
    case 'upcoming.changed':
      return { ...mirror, upcoming: event.upcoming }
    case 'firing.decided': {
      if (event.firing.outcome === 'ran') return mirror
      const others = mirror.missed.filter((firing) => firing.id !== event.firing.id)
      return { ...mirror, missed: [event.firing, ...others].slice(0, 50) }
    }
    case 'approval.saved': {
      const others = mirror.approvals.filter((approval) => approval.id !== event.approval.id)
      const open = event.approval.answer === null ? [...others, event.approval] : others
      return { ...mirror, approvals: open.toSorted((left, right) => left.deadline - right.deadline) }
    }
    case 'alert.saved': {
      const others = mirror.alerts.filter(({ id }) => id !== event.alert.id)
      return { ...mirror, alerts: event.alert.seen ? others : [event.alert, ...others].slice(0, alertLimit) }
    }
    case 'source.changed':
      return { ...mirror, sources: { ...mirror.sources, [event.source.triggerId]: event.source } }
    case 'source.removed':
      return { ...mirror, sources: without(mirror.sources, event.triggerId) }
    case 'system.changed':
      return { ...mirror, system: event.system }
    case 'repairs.changed':
      return { ...mirror, repairs: event.repairs }
    case 'power.changed':
      return { ...mirror, power: event.power }
    case 'backup.tried':
    case 'notice':
    case 'agent.told':
    case 'alerts.told':
    case 'show':
    case 'quit.asked':
    case 'tray.explained':
      return mirror
  }
}

function saveRun(mirror: Mirror, run: Run): Mirror {
  const runs = { ...mirror.runs, [run.id]: run }
  const ended = Object.values(runs).filter((each) => hasEnded(each.state))
  if (ended.length > recentRunLimit) {
    ended.sort((left, right) => left.createdAt - right.createdAt)
    for (const old of ended.slice(0, ended.length - recentRunLimit)) {
      delete runs[old.id]
    }
  }
  const live = Object.fromEntries(Object.entries(mirror.live).filter(([id]) => Object.hasOwn(runs, id)))
  const current = live[run.id]
  if (hasEnded(run.state) && current !== undefined) live[run.id] = { ...current, tokensPerSecond: null }
  return { ...mirror, runs, live }
}

function meterRun(
  mirror: Mirror,
  runId: RunId,
  meter: { usage: Run['usage']; tokensPerSecond: number | null },
): Mirror {
  const run = mirror.runs[runId]
  if (run === undefined) return mirror
  const live = mirror.live[runId] ?? nothingLive
  return {
    ...mirror,
    runs: { ...mirror.runs, [runId]: { ...run, usage: meter.usage } },
    live: { ...mirror.live, [runId]: { ...live, tokensPerSecond: meter.tokensPerSecond } },
  }
}

/** Adds text to its segment; the newest segments are kept up to the limits, the oldest go first. */
export function addText(
  segments: readonly Segment[],
  added: { key: string; label: string; start: number; text: string },
): Segment[] {
  const index = segments.findIndex((segment) => segment.key === added.key)
  const known = segments[index]
  const dropped = known === undefined || added.start === 0 ? 0 : known.dropped
  const before = known === undefined ? '' : known.text.slice(0, Math.max(0, added.start - dropped))
  const whole = before + added.text
  const surplus = Math.max(0, whole.length - liveTextLimit)
  const segment: Segment = {
    key: added.key,
    label: added.label,
    text: whole.slice(surplus),
    dropped: dropped + surplus,
  }
  const all = known === undefined ? [...segments, segment] : segments.with(index, segment)
  return newestWithin(all, segment)
}

/** The one that was just written stays, whatever its place. */
function newestWithin(all: Segment[], written: Segment): Segment[] {
  const kept = all.slice(-liveSegmentLimit)
  let surplus = kept.reduce((sum, { text }) => sum + text.length, 0) - liveTextLimit
  if (surplus <= 0) return kept
  return kept.filter((segment) => {
    if (surplus <= 0 || segment === written) return true
    surplus -= segment.text.length
    return false
  })
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
