import { beforeEach, describe, expect, it } from 'vitest'
import type { FolderOrder } from '../../../electron/runner/sources/protocol.ts'
import type { FolderView, SeenFile } from '../../../electron/runner/sources/scan-folder.ts'
import { type FolderReport, watchFolder } from '../../../electron/runner/sources/watch-folder.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { agentIdSchema, triggerIdSchema } from '../../../shared/model/brand.ts'
import { folderTriggerSchema } from '../../../shared/model/trigger.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at } from '../../helpers/things.ts'

const start = at('2026-05-01T08:00:00Z')
type Told = Parameters<FolderReport['happened']>[0]

/** A folder in memory, and a watch over it that can be ended and begun again. */
function open(changes: { on?: 'new' | 'changed' | 'both'; canSubscribe?: boolean } = {}) {
  const clock = createFakeClock(start)
  const files = new Map<string, SeenFile>()
  const happened: Told[] = []
  const failed: { code: string; away: boolean }[] = []
  let cursor: Uint8Array | null = null
  let lookedAt = null as null | ReturnType<typeof clock.now>
  let device = '1'
  let gone = false
  let keeps = true
  let signal: (() => void) | null = null
  let watch: ReturnType<typeof watchFolder> | null = null
  const trigger = {
    ...folderTriggerSchema.parse({ kind: 'folder', folder: '/in', on: changes.on ?? 'new', settleSeconds: 5 }),
    folder: '/in',
  }
  const order = (): FolderOrder => ({
    agentId: agentIdSchema.parse('agent-1'),
    triggerId: triggerIdSchema.parse('trigger-1'),
    trigger,
    cursor,
    lookedAt,
  })
  const report: FolderReport = {
    async happened(what) {
      if (!keeps) return false
      happened.push(what)
      cursor = what.cursor
      lookedAt = clock.now()
      return true
    },
    async looked(next) {
      cursor = next
      lookedAt = clock.now()
    },
    async failed({ code }, away) {
      failed.push({ code, away })
    },
  }
  const scan = async (): Promise<FolderView> => {
    if (gone) throw new CodedError('folder.missing', { name: 'in' })
    return { device, files: new Map(files) }
  }
  const settleAll = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    clock,
    happened,
    failed,
    names: () => happened.map(({ paths }) => paths.map((path) => path.replace('/in/', ''))),
    put(name: string, bytes = 1) {
      files.set(name, { bytes, modifiedAt: clock.now() })
      signal?.()
    },
    remove: (name: string) => files.delete(name),
    set: (next: { device?: string; gone?: boolean; keeps?: boolean }) => {
      device = next.device ?? device
      gone = next.gone ?? gone
      keeps = next.keeps ?? keeps
    },
    async begin() {
      watch = watchFolder({
        order: order(),
        clock,
        scan,
        report,
        subscribe: async (_, listeners) => {
          if (changes.canSubscribe === false) throw new Error('a network drive')
          signal = listeners.changed
          return async () => {
            signal = null
          }
        },
      })
      await settleAll()
    },
    end: () => watch?.stop(),
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1000)
        await settleAll()
      }
    },
  }
}

let world: ReturnType<typeof open>
beforeEach(() => {
  world = open()
})

describe('a watched folder', () => {
  it('begins with what is there, and tells of what comes', async () => {
    world.put('old.pdf')
    await world.begin()
    await world.pass(30)
    expect(world.happened).toEqual([])
    world.put('new.pdf')
    await world.pass(10)
    expect(world.names()).toEqual([['new.pdf']])
    expect(world.happened[0]?.facts).toMatchObject({
      kind: 'folder',
      more: 0,
      files: [{ path: '/in/new.pdf', change: 'new' }],
    })
    await world.pass(4000)
    expect(world.happened).toHaveLength(1)
  })

  it('waits until a file stands still', async () => {
    await world.begin()
    for (let grown = 1; grown <= 20; grown++) {
      world.put('film.mp4', grown)
      await world.pass(2)
      expect(world.happened).toEqual([])
    }
    await world.pass(10)
    expect(world.names()).toEqual([['film.mp4']])
  })

  it('tells once of ten thousand files, and lists some', async () => {
    await world.begin()
    for (let index = 0; index < 10_000; index++) world.put(`${index}.txt`)
    await world.pass(20)
    expect(world.happened).toHaveLength(1)
    expect(world.happened[0]?.paths).toHaveLength(10_000)
    expect(world.happened[0]?.facts).toMatchObject({ more: 9500 })
  })

  it('does not let a file that never rests hold up the others for ever', async () => {
    await world.begin()
    world.put('done.pdf')
    for (let turn = 0; turn < 40; turn++) {
      world.put('log.txt', turn)
      await world.pass(2)
    }
    expect(world.names()).toEqual([['done.pdf']])
  })

  it.each([
    ['new', [['b']]],
    ['changed', [['a']]],
    ['both', [['a', 'b']]],
  ] as const)('tells only of what it is asked for: %s', async (on, expected) => {
    world = open({ on })
    world.put('a')
    await world.begin()
    await world.pass(1)
    world.put('a', 2)
    world.put('b')
    await world.pass(20)
    expect(world.names().map((names) => names.toSorted())).toEqual(expected)
  })

  it('tells again what main could not keep, and nothing twice', async () => {
    await world.begin()
    world.set({ keeps: false })
    world.put('a')
    await world.pass(60)
    world.put('b')
    await world.pass(10)
    world.set({ keeps: true })
    await world.pass(40)
    expect(world.names().map((names) => names.toSorted())).toEqual([['a', 'b']])
  })

  it('is looked at every minute where the system cannot watch', async () => {
    world = open({ canSubscribe: false })
    await world.begin()
    world.put('a')
    await world.pass(70)
    expect(world.names()).toEqual([['a']])
  })
})

describe('what came while nobody watched', () => {
  it('is found at the next start, due when it came', async () => {
    world.put('old')
    await world.begin()
    await world.pass(2)
    world.end()
    await world.pass(100)
    const came = world.clock.now()
    world.put('letter')
    await world.pass(3600)
    await world.begin()
    await world.pass(10)
    expect(world.names()).toEqual([['letter']])
    expect(world.happened[0]?.dueAt).toBe(came)
  })

  it('is not due before it was last looked', async () => {
    await world.begin()
    await world.pass(2)
    world.end()
    const ended = start
    world.clock.jump(3_600_000)
    world.put('copied')
    world.clock.jump(-0)
    await world.begin()
    await world.pass(10)
    expect(world.happened[0]?.dueAt).toBeGreaterThanOrEqual(ended)
  })
})

describe('a folder that goes away', () => {
  it('is waited for, said, and found with what came meanwhile', async () => {
    world.put('old')
    await world.begin()
    world.set({ gone: true })
    world.put('later')
    await world.pass(5)
    expect(world.failed.at(-1)).toEqual({ code: 'folder.missing', away: true })
    world.set({ gone: false })
    await world.pass(80)
    expect(world.names()).toEqual([['later']])
  })

  it('is not taken for an emptied one when only its drive is away', async () => {
    world.put('a')
    world.put('b')
    await world.begin()
    world.remove('a')
    world.remove('b')
    world.set({ device: '2' })
    await world.pass(1900)
    expect(world.failed.at(-1)).toMatchObject({ away: true })
    world.put('a')
    world.put('b')
    world.set({ device: '1' })
    const files = world.names()
    await world.pass(80)
    expect(files).toEqual([])
  })
})
