import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'
import { codeFiles, type Import, importsOf } from './sources.ts'

const files = codeFiles().filter((file) => /\.tsx?$/.test(file))
const imports = files.flatMap(importsOf)
const isNode = (to: string) => to.startsWith('node:') || builtinModules.includes(to)
/** The package, not our own folder of that name, which appears with a file's ending. */
const isElectron = (to: string) => to === 'electron' || /^electron\/(main|common|renderer|utility)$/.test(to)
const show = ({ from, to }: Import) => `${from} -> ${to}`
const inFolder = (folder: string) => (path: string) => path.startsWith(`${folder}/`)

/** Files that may touch Electron itself: the thin edge, and nothing that is worth testing without it. */
const electronEdge = [
  'electron/main.ts',
  'electron/compose.ts',
  'electron/preload.ts',
  'electron/gateway/main.ts',
  'electron/runner/main.ts',
  'electron/runner/sources/main.ts',
  'electron/mcp/main.ts',
  'electron/engine/main.ts',
]

describe('layers', () => {
  it('finds the sources it is meant to watch', () => {
    for (const folder of ['electron/gateway', 'electron/runner', 'electron/supervisor', 'shared/model', 'renderer']) {
      expect(files.filter(inFolder(folder)).length, folder).toBeGreaterThan(3)
    }
    expect(imports.length).toBeGreaterThan(300)
  })

  it('keeps shared pure: no Node, no Electron, nothing of either side', () => {
    const bad = imports.filter(
      ({ from, to }) =>
        inFolder('shared')(from) &&
        (isNode(to) ||
          isElectron(to) ||
          inFolder('electron')(to) ||
          inFolder('renderer')(to) ||
          to.startsWith('react')),
    )
    expect(bad.map(show)).toEqual([])
  })

  it('keeps Node and Electron out of the page', () => {
    const bad = imports.filter(
      ({ from, to }) => inFolder('renderer')(from) && (isNode(to) || isElectron(to) || inFolder('electron')(to)),
    )
    expect(bad.map(show)).toEqual([])
  })

  it('keeps the page out of main', () => {
    expect(imports.filter(({ from, to }) => inFolder('electron')(from) && inFolder('renderer')(to)).map(show)).toEqual(
      [],
    )
  })

  it('lets no feature import another', () => {
    const feature = (path: string) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1]
    const bad = imports.filter(({ from, to }) => {
      const source = feature(from)
      const target = feature(to)
      return source !== undefined && target !== undefined && source !== target
    })
    expect(bad.map(show)).toEqual([])
  })

  it('keeps the page’s plain controls free of features and stores', () => {
    const bad = imports.filter(
      ({ from, to }) =>
        inFolder('renderer/ui')(from) && (inFolder('renderer/features')(to) || inFolder('renderer/store')(to)),
    )
    expect(bad.map(show)).toEqual([])
  })

  it('touches Electron only at the edge', () => {
    const bad = imports.filter(
      ({ from, to }) =>
        isElectron(to) &&
        inFolder('electron')(from) &&
        !inFolder('electron/desktop')(from) &&
        !electronEdge.includes(from),
    )
    expect(bad.map(show)).toEqual([])
  })

  it('lets gateway and runner know each other, and main, only by their messages', () => {
    const allowed = [
      'electron/gateway/protocol.ts',
      'electron/engine/protocol.ts',
      'electron/runner/protocol.ts',
      'electron/runner/measure/protocol.ts',
      'electron/runner/undo/protocol.ts',
      'electron/runner/planning/protocol.ts',
      'electron/runner/tools/mail/doors.ts',
      'electron/runner/sources/protocol.ts',
      'electron/gateway/ledger/read-usage.ts',
      'electron/gateway/ledger/read-accounts.ts',
      'electron/gateway/ledger/read-report.ts',
      'electron/gateway/ledger/read-reservations.ts',
      'electron/gateway/ledger/read-spending.ts',
      'electron/gateway/ledger/report-totals.ts',
      'electron/gateway/ledger/usage-lines.ts',
    ]
    const room = (path: string) => /^electron\/(gateway|runner|engine|supervisor|desktop)\//.exec(path)?.[1]
    const bad = imports.filter(({ from, to }) => {
      const source = room(from)
      const target = room(to)
      if (source === undefined || target === undefined || source === target || allowed.includes(to)) return false
      // The edge implements what the supervisor asks for.
      return !(source === 'desktop' && target === 'supervisor')
    })
    expect(bad.map(show)).toEqual([])
  })

  it('opens databases only in storage and the ledger', () => {
    const bad = imports.filter(
      ({ from, to, typeOnly }) =>
        to === 'node:sqlite' &&
        !typeOnly &&
        inFolder('electron')(from) &&
        !inFolder('electron/storage')(from) &&
        !inFolder('electron/gateway/ledger')(from),
    )
    expect(bad.map(show)).toEqual([])
  })
})
