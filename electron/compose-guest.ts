import type { RoomsWorld } from './compose-rooms.ts'
import { freeDiskOf } from './free-disk.ts'
import { createGoodGuest, type GoodGuest } from './supervisor/power/good-guest.ts'

/** The computer is somebody's: what runs by itself waits while it is short of power or room. */
export function composeGuest({ edge, settings, runs, isMetered, hold, note }: RoomsWorld): GoodGuest {
  return createGoodGuest({
    settings,
    battery: edge.battery,
    freeBytes: () => freeDiskOf(edge.dataFolder),
    isMetered,
    waits: () =>
      runs
        .live()
        .some(
          ({ state, startedBy, startedAt }) =>
            state.name === 'queued' && startedBy.kind !== 'hand' && startedAt === null,
        ),
    hold,
    note,
    clock: edge.clock,
  })
}
