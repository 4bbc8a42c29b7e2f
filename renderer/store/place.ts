import { z } from 'zod'
import { create } from 'zustand'
import { agentIdSchema, type Instant, instantSchema, providerIdSchema, runIdSchema } from '../../shared/model/brand.ts'
import { guideChapterSchema } from '../../shared/model/guide.ts'
import { readKept, writeKept } from './kept.ts'

/** `limit`: the cap to open there, where the owner was sent to it. */
const placeSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('today') }),
  z.object({ name: z.literal('results'), runId: runIdSchema.nullable() }),
  z.object({ name: z.literal('agents') }),
  z.object({ name: z.literal('gallery') }),
  z.object({ name: z.literal('agent'), agentId: agentIdSchema, limit: z.string().optional() }),
  z.object({ name: z.literal('run'), runId: runIdSchema }),
  z.object({ name: z.literal('money') }),
  /** Null: the last week that is over. */
  z.object({ name: z.literal('week'), from: z.iso.date().nullable() }),
  z.object({ name: z.literal('world') }),
  z.object({ name: z.literal('models') }),
  z.object({ name: z.literal('computer') }),
  /** Null: a service that is being added. */
  z.object({ name: z.literal('provider'), providerId: providerIdSchema.nullable() }),
  z.object({ name: z.literal('settings'), limit: z.string().optional() }),
  z.object({ name: z.literal('licences') }),
  z.object({ name: z.literal('guide'), chapter: guideChapterSchema }),
])
export type Place = z.infer<typeof placeSchema>

const trailLimit = 12
const keptSchema = z.object({
  startedAt: instantSchema,
  trail: z
    .array(placeSchema)
    .min(1)
    .max(trailLimit + 1),
})
const today: Place = { name: 'today' }

/** Where the owner is, and the way they came: a main place first, the shown one last. */
const placeStore = create<{ trail: readonly Place[]; startedAt: Instant | null }>(() => ({
  trail: [today],
  startedAt: null,
}))

/** The place that is shown. */
export function usePlace(): Place {
  return placeStore((state) => state.trail.at(-1) ?? today)
}

/** The place the way back leads to; null on the main places. */
export function useWayBack(): Place | null {
  return placeStore((state) => state.trail.at(-2) ?? null)
}

/** The way the owner came, at this moment. */
export function readTrail(): readonly Place[] {
  return placeStore.getState().trail
}

/** The entry of the rail the trail began with. */
export function useRail(): Place['name'] {
  return placeStore((state) => state.trail[0]?.name ?? 'today')
}

/** Goes to a place. One of the main places starts a new trail. */
export function go(place: Place): void {
  const { trail } = placeStore.getState()
  const last = trail.at(-1)
  if (last !== undefined && JSON.stringify(last) === JSON.stringify(place)) return
  move(isMainPlace(place) ? [place] : [...trail.slice(0, trailLimit), place])
}

/** Replaces the place without a step in the trail, such as another selection on the same screen. */
export function goInPlace(place: Place): void {
  move([...placeStore.getState().trail.slice(0, -1), place])
}

/** Goes the way back. */
export function goBack(): void {
  const { trail } = placeStore.getState()
  if (trail.length > 1) move(trail.slice(0, -1))
}

/** After the page was released in the tray it comes back where it was; after a new start of the app it begins with Today. */
export function restorePlace(startedAt: Instant): void {
  if (placeStore.getState().startedAt === startedAt) return
  const kept = readKept('place', keptSchema)
  placeStore.setState({ startedAt })
  if (kept !== null && kept.startedAt === startedAt) placeStore.setState({ trail: kept.trail })
}

/** Places one comes to from another, and goes back from. */
const sidePlaces: ReadonlySet<Place['name']> = new Set([
  'agent',
  'run',
  'provider',
  'gallery',
  'week',
  'world',
  'guide',
  'licences',
])

function isMainPlace(place: Place): boolean {
  return !sidePlaces.has(place.name)
}

function move(trail: readonly Place[]): void {
  placeStore.setState({ trail })
  const { startedAt } = placeStore.getState()
  if (startedAt !== null) writeKept('place', { startedAt, trail })
}
