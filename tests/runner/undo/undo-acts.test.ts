import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createRunner } from '../../../electron/runner/create-runner.ts'
import { type UndoContract, undoOperations, type UndoOrder } from '../../../electron/runner/undo/protocol.ts'
import { systemDisk } from '../../../electron/runner/tools/files/disk.ts'
import { sha256 } from '../../../electron/runner/tools/files/sha256.ts'
import { answerPortCalls } from '../../../electron/ipc/port-calls.ts'
import type { FileChange } from '../../../shared/model/file-change.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'
import { noWays } from '../../helpers/no-web.ts'
import { portPair } from '../fake-main.ts'

let folder = ''
const at = (name: string) => join(folder, 'files', name)
const hashOf = (text: string) => sha256(Buffer.from(text))
const stepId = stepIdSchema.parse('write')

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'undo-')))
  await mkdir(join(folder, 'files'))
  await mkdir(join(folder, 'kept'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
})

type Act = UndoOrder['acts'][number]
const act = (changes: Partial<Act>): Act => ({
  stepId,
  item: 'a',
  path: at('a.txt'),
  sha256: hashOf('new'),
  change: 'create',
  from: null,
  before: null,
  ...changes,
})
const kept = (text: string) => ({ sha256: hashOf(text), bytes: text.length, kept: true })

/** Has a runner take these acts back, and tells how each ended. */
async function undo(...acts: Act[]): Promise<NonNullable<FileChange['undone']>[]> {
  const [ours, theirs] = portPair()
  const ended: NonNullable<FileChange['undone']>[] = []
  answerPortCalls<UndoContract>(ours, undoOperations, {
    'act.undone': async ({ undone }) => {
      ended.push(undone)
      return {}
    },
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  ours.onMessage((message) => {
    if (Object(message).type === 'undone' || Object(message).type === 'failed') resolve()
  })
  createRunner({
    port: theirs,
    clock: createFakeClock(birthday),
    disk: systemDisk,
    fetch,
    ways: noWays,
    onMainGone: () => undefined,
    exit: () => undefined,
  })
  const grants = [{ path: join(folder, 'files'), access: 'write' as const }]
  ours.postMessage({ type: 'undo', order: { acts, grants, keptFolder: join(folder, 'kept') } })
  await promise
  return ended
}

describe('taking changes of files back', () => {
  it('removes what was made, gives content back, and moves back', async () => {
    await writeFile(at('a.txt'), 'new')
    await writeFile(at('b.txt'), 'changed')
    await writeFile(join(folder, 'kept', hashOf('old')), 'old')
    await writeFile(at('moved.txt'), 'moved')
    const ended = await undo(
      act({}),
      act({ item: 'b', path: at('b.txt'), sha256: hashOf('changed'), change: 'replace', before: kept('old') }),
      act({ item: 'c', path: at('moved.txt'), sha256: hashOf('moved'), change: 'move', from: at('inner/was.txt') }),
    )
    expect(ended).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }])
    expect((await readdir(join(folder, 'files'))).sort()).toEqual(['b.txt', 'inner'])
    expect(await readFile(at('b.txt'), 'utf8')).toBe('old')
    expect(await readFile(at('inner/was.txt'), 'utf8')).toBe('moved')
  })

  it('does nothing a second time when it was killed in between', async () => {
    await writeFile(at('b.txt'), 'old')
    await writeFile(at('was.txt'), 'moved')
    expect(
      await undo(
        act({}),
        act({ item: 'b', path: at('b.txt'), sha256: hashOf('changed'), change: 'replace', before: kept('old') }),
        act({ item: 'c', path: at('moved.txt'), sha256: hashOf('moved'), change: 'move', from: at('was.txt') }),
      ),
    ).toEqual([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }])
  })

  it.each([
    ['changed', { 'a.txt': 'by hand' }, {}],
    ['changed', { 'a.txt': 'by hand' }, { change: 'replace', before: kept('old') }],
    ['gone', {}, { change: 'replace', before: kept('old') }],
    ['noCopy', { 'a.txt': 'new' }, { change: 'replace', before: kept('old') }],
    ['noCopy', { 'a.txt': 'new' }, { change: 'replace', before: { ...kept('old'), kept: false } }],
    ['taken', { 'a.txt': 'new', 'was.txt': 'another' }, { change: 'move', from: 'was.txt' }],
    ['changed', { 'a.txt': 'by hand' }, { change: 'move', from: 'was.txt' }],
    ['gone', {}, { change: 'move', from: 'was.txt' }],
  ] as const)('refuses politely: %s, with %j and %j', async (reason, there: Record<string, string>, changes) => {
    for (const [name, text] of Object.entries(there)) await writeFile(at(name), text)
    const from = 'from' in changes ? { from: at(changes.from) } : {}
    expect(await undo(act({ ...changes, ...from }))).toEqual([{ kind: 'refused', reason }])
    for (const [name, text] of Object.entries(there)) expect(await readFile(at(name), 'utf8')).toBe(text)
  })

  it('touches nothing outside of what the agent may write to, also through a link put there since', async () => {
    const outside = join(folder, 'outside')
    await mkdir(outside)
    await writeFile(join(outside, 'a.txt'), 'new')
    await symlink(outside, at('link'))
    expect(await undo(act({ path: join(outside, 'a.txt') }), act({ item: 'b', path: at('link/a.txt') }))).toEqual([
      { kind: 'refused', reason: 'failed' },
      { kind: 'refused', reason: 'failed' },
    ])
    expect(await readFile(join(outside, 'a.txt'), 'utf8')).toBe('new')
  })
})
