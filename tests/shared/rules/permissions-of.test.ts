import { describe, expect, test } from 'vitest'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { permissionsOf, permissionsOfStep, refusalsOf } from '../../../shared/rules/permissions-of.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { recipientsOf } from '../../../shared/steps/grants.ts'
import { type Step, type StepKind, stepKinds, stepSchema } from '../../../shared/steps/step.ts'

const id = stepIdSchema.parse('step')
const step = (kind: StepKind, values: Record<string, unknown> = {}): Step =>
  stepSchema.parse({ ...blankStep(kind, id, noStep), ...values })
const of = (kind: StepKind, values: Record<string, unknown> = {}) =>
  permissionsOfStep(step(kind, values)).map(({ from: _from, ...permission }) => permission)

describe('what an agent may do', () => {
  test('is nothing but asking its model and its owner while nothing was picked', () => {
    for (const kind of stepKinds) {
      const kinds = of(kind).map((permission) => permission.kind)
      expect(
        kinds.filter((each) => !['model', 'tell', 'clipboard'].includes(each)),
        kind,
      ).toEqual([])
    }
  })

  test('is given by what was picked, and by the access it was picked for', () => {
    expect(of('readFolder', { folder: '/in' })).toEqual([
      { kind: 'files', path: '/in', access: 'read', isFolder: true, changes: false },
    ])
    expect(of('writeDocument', { folder: '/out' })).toEqual([
      { kind: 'files', path: '/out', access: 'write', isFolder: true, changes: false },
    ])
    expect(of('readPage', { address: 'https://shop.example/price' })).toEqual([
      { kind: 'site', host: 'shop.example', subdomains: true, ports: [], signedIn: false, private: false },
    ])
    expect(of('readPage', { address: 'http://192.168.1.2:8080/', render: 'signedIn' })).toMatchObject([
      { host: '192.168.1.2', ports: [8080], subdomains: false, signedIn: true, private: true },
    ])
    expect(of('readMail', { account: 'work' })).toEqual([{ kind: 'mail', account: 'work', may: 'read' }])
    expect(of('sendMail', { account: 'work', mode: 'send', to: 'Boss@Firm.example, {from}' })).toEqual([
      { kind: 'mail', account: 'work', may: 'send', people: ['boss@firm.example'], columns: ['from'] },
    ])
    expect(of('sendMail', { account: 'work', mode: 'draft', to: '{from}' })).toEqual([
      { kind: 'mail', account: 'work', may: 'draft' },
    ])
    expect(of('extract', {})).toEqual([{ kind: 'model' }])
  })

  test('of a table is the file or the folder that is used, not the other choice', () => {
    const both = { folder: '/out', file: '/out/a.xlsx' }
    expect(of('writeTable', { ...both, mode: 'new' })).toMatchObject([{ path: '/out', isFolder: true }])
    expect(of('writeTable', { ...both, mode: 'append' })).toMatchObject([{ path: '/out/a.xlsx', isFolder: false }])
  })

  test('of a program is that very command, asked about unless its owner said otherwise', () => {
    const program = { path: '/usr/bin/node', arguments: ['--test'] }
    expect(of('runProgram', { program, folder: '/w' })).toContainEqual({
      kind: 'program',
      ...program,
      asks: true,
    })
    expect(of('runProgram', { program, folder: '/w', asks: 'never' })).toContainEqual({
      kind: 'program',
      ...program,
      asks: false,
    })
  })

  test('of a program with a yes for always is asked about all the same where something else could get into the command', () => {
    const program = { path: '/usr/bin/node', arguments: ['--test'] }
    const runs = (values: object) => step('runProgram', { program, folder: '/w', asks: 'never', ...values })
    const asks = (...steps: Step[]) =>
      permissionsOf({ steps, switchedOff: [], triggers: [] }).find(({ kind }) => kind === 'program')
    expect(asks(runs({}))).toMatchObject({ asks: false })
    expect(asks(runs({ program: { ...program, arguments: ['{name}'] } }))).toMatchObject({ asks: true })
    const reads = stepSchema.parse({ ...step('readFolder', { folder: '/in' }), id: 'first' })
    expect(asks(reads, runs({}))).toMatchObject({ asks: true })
  })

  test('with tools is what was ticked', () => {
    const tools = {
      folders: [{ path: '/w', access: 'write' }],
      sites: [{ host: 'example.com' }],
      programs: ['/usr/bin/git'],
      servers: [{ server: 's', tool: 'find' }],
    }
    expect(of('work', { tools }).map(({ kind }) => kind)).toEqual([
      'files',
      'files',
      'site',
      'program',
      'tool',
      'model',
    ])
  })

  test('leaves out steps that are switched off, and says where each was given', () => {
    const reads = step('readFolder', { folder: '/in' })
    const agent = { steps: [reads], switchedOff: [], triggers: [] }
    expect(permissionsOf(agent)).toMatchObject([{ from: { stepId: id, field: 'folder' } }])
    expect(permissionsOf({ ...agent, switchedOff: [id] })).toEqual([])
  })
})

describe('what it may not do', () => {
  const site = {
    kind: 'site' as const,
    host: 'a.example',
    subdomains: true,
    ports: [],
    signedIn: false,
    private: false,
  }
  const folder = { kind: 'files' as const, path: '/out', access: 'write' as const, isFolder: true }

  test('is all that was not given', () => {
    expect(refusalsOf([])).toEqual(['change', 'web', 'mail', 'send', 'robots', 'programs', 'tools', 'clipboard'])
    expect(refusalsOf([{ kind: 'mail', account: 'a', may: 'draft' }])).toContain('send')
  })

  test('is what lies beyond that which was given', () => {
    expect(refusalsOf([site])).toContain('otherSites')
    expect(refusalsOf([{ ...site, host: '*' }])).not.toContain('otherSites')
    expect(refusalsOf([{ ...folder, changes: false }])).toContain('change')
    expect(refusalsOf([{ ...folder, changes: true }])).toContain('elsewhere')
    const send = { kind: 'mail' as const, account: 'a', may: 'send' as const, people: ['b@c.example'] }
    expect(refusalsOf([{ ...send, columns: [] }])).toContain('otherPeople')
    expect(refusalsOf([{ ...send, columns: ['from'] }])).not.toContain('otherPeople')
  })

  test('promises nothing of the disk and the web where a program with its owner’s rights may run', () => {
    const refused = refusalsOf([{ kind: 'program', path: '/bin/sh', arguments: null, asks: true }])
    expect(refused).toContain('otherPrograms')
    for (const never of ['change', 'elsewhere', 'web', 'otherSites']) expect(refused).not.toContain(never)
  })
})

test('recipients are people that were written out and columns that may name anyone', () => {
  expect(recipientsOf('Anna <anna@a.example>, bob@b.example; {from}')).toEqual({
    people: ['anna@a.example', 'bob@b.example'],
    columns: ['from'],
  })
  expect(recipientsOf('')).toEqual({ people: [], columns: [] })
})
