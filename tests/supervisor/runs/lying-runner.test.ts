import { describe, expect, it } from 'vitest'
import type { RunnerContract } from '../../../electron/runner/protocol.ts'
import { deliverableIdSchema, runIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import type { RunnerHands } from '../../helpers/fake-runner.ts'
import { createRunWorld, type Outside } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const id = (name: string) => stepIdSchema.parse(name)
const grants = [
  { path: '/in', access: 'read' as const },
  { path: '/out', access: 'write' as const },
]
/** It may read a folder, a page and a mailbox, write into a folder, use one tool, run one command and send to one person. */
const agent = makeAgent({
  grants,
  steps: [
    { id: 'read', kind: 'readFolder', folder: '/in', recursive: false },
    {
      id: 'page',
      kind: 'readPage',
      address: 'https://shop.example/p',
      what: 'article',
      part: '',
      render: 'asInBrowser',
    },
    { id: 'mails', kind: 'readMail', account: 'work', which: 'new', most: 5 },
    {
      id: 'work',
      kind: 'work',
      from: 'read',
      goal: 'Look',
      tools: { servers: [{ server: 's1', tool: 'find' }], sites: [{ host: 'example.com' }] },
      turns: 5,
      minutes: 5,
      spend: 0,
    },
    { id: 'write', kind: 'writeDocument', from: 'read', folder: '/out', title: 'T', format: 'md' },
    {
      id: 'run',
      kind: 'runProgram',
      from: null,
      program: { path: '/bin/tool', arguments: ['-v'] },
      folder: '/out',
      minutes: 1,
    },
    {
      id: 'send',
      kind: 'sendMail',
      from: 'read',
      account: 'work',
      mode: 'send',
      to: 'boss@firm.example',
      subject: 'S',
      body: 'B',
    },
  ],
})

type CallOf<Name extends keyof RunnerContract> = [Name, RunnerContract[Name]['request']]
type Call = { [Name in keyof RunnerContract]: CallOf<Name> }[keyof RunnerContract]
const ask = (stepId: string, act: PlannedAct): CallOf<'approval.ask'> => [
  'approval.ask',
  { stepId: id(stepId), item: 'x', message: '', preview: '', act },
]
const begin = (stepId: string, act: object): CallOf<'act.begin'> => [
  'act.begin',
  { stepId: id(stepId), item: 'x', path: '/out/a.md', sha256: 'x', bytes: 1, ...act },
]
const mail = (changes: object): PlannedAct => ({
  kind: 'mail',
  mode: 'send',
  from: 'me@firm.example',
  to: ['boss@firm.example'],
  cc: [],
  subject: 'S',
  body: 'B',
  attachments: [],
  ...changes,
})
const command = (changes: object): PlannedAct => ({
  kind: 'command',
  program: '/bin/tool',
  arguments: ['-v'],
  folder: '/out',
  ...changes,
})
const page = (changes: object): CallOf<'page.render'> => [
  'page.render',
  {
    stepId: id('page'),
    address: 'https://shop.example/p',
    proxy: { port: 9, secret: 's' },
    signedIn: false,
    ...changes,
  },
]
const deliverable = (changes: object): Call => [
  'deliverable.add',
  {
    id: deliverableIdSchema.parse('d'),
    runId: runIdSchema.parse('other'),
    stepId: id('write'),
    title: 'T',
    path: '/out/a.md',
    format: 'md',
    bytes: 1,
    sha256: 'a'.repeat(64),
    createdAt: birthday,
    preview: null,
    ...changes,
  },
]

const lies: [string, Call][] = [
  ['to keep something of a step it has not', ['checkpoint.keep', { stepId: id('none'), item: 'a', value: 1 }]],
  ['to write outside of its folder', begin('write', { path: '/etc/passwd' })],
  ['to write outside by dots', begin('write', { path: '/out/../etc/passwd' })],
  ['to write beside its folder', begin('write', { path: '/out-2/a.md' })],
  ['to write into a folder it reads', begin('read', { path: '/in/a.md' })],
  ['to write for a step it has not', begin('none', {})],
  ['to change what it may only add to', begin('write', { change: 'replace' })],
  ['to take a file away from where it only reads', begin('write', { change: 'move', from: '/in/a.md' })],
  ['to copy a file from where it may not look', begin('write', { change: 'copy', from: '/etc/shadow' })],
  ['to end what was never begun', ['act.end', { stepId: id('write'), item: 'never' }]],
  ['to show a file of another run', deliverable({})],
  [
    'to show a file it did not make',
    deliverable({ runId: runIdSchema.parse('run-1'), path: '/usr/share/evil.desktop' }),
  ],
  ['to show a file beside its folder', deliverable({ runId: runIdSchema.parse('run-1'), path: '/out/../in/a.md' })],
  [
    'to show what a step gave that it has not',
    ['result.show', { stepId: id('none'), columns: [], rows: [], count: 0, isPlan: false }],
  ],
  ['for what was copied', ['clipboard.read', { stepId: id('read') }]],
  ['for what another agent made', ['result.find', { stepId: id('read') }]],
  ['the owner about a mail to somebody else', ask('send', mail({ to: ['mallory@evil.example'] }))],
  ['the owner about a mail with a hidden copy', ask('send', mail({ cc: ['mallory@evil.example'] }))],
  ['the owner about a mail with a file', ask('send', mail({ attachments: [{ name: 'all.zip', bytes: 9 }] }))],
  ['the owner about a mail from a step that only reads', ask('mails', mail({}))],
  ['the owner about another program', ask('run', command({ program: '/bin/sh' }))],
  ['the owner about other arguments', ask('run', command({ arguments: ['-rf'] }))],
  ['the owner about the command in another folder', ask('run', command({ folder: '/home' }))],
  ['the owner about a program of a step that has none', ask('read', command({}))],
  ['the owner about another tool', ask('work', { kind: 'tool', server: 'Server', tool: 'drop', input: '{}' })],
  ['the owner under another name', ask('work', { kind: 'tool', server: 'Bank', tool: 'find', input: '{}' })],
  ['the owner about a page of another site', ask('work', { kind: 'page', address: 'https://evil.example/?q=secret' })],
  ['the owner about a message to a chat', ask('send', { kind: 'message', to: 'Team', text: 'secret' })],
  ['the way to another site', ['web.way', { address: 'https://evil.example/' }]],
  ['the way to its own computer', ['web.way', { address: 'http://127.0.0.1:8080/' }]],
  ['the way behind another name', ['web.way', { address: 'https://shop.example@evil.example/' }]],
  ['to see another page', page({ address: 'https://shop.example/?q=secret' })],
  ['to see a page as its owner', page({ signedIn: true })],
  ['to see a page for a step without', page({ stepId: id('read') })],
  ['for a tool nobody ticked', ['tool.call', { stepId: id('work'), server: 's1', tool: 'drop', input: {} }]],
  ['for a tool of another step', ['tool.call', { stepId: id('read'), server: 's1', tool: 'find', input: {} }]],
  ['for a tool without the yes it needs', ['tool.call', { stepId: id('work'), server: 's1', tool: 'find', input: {} }]],
  ['for the tools of a step it has not', ['tools.describe', { stepId: id('none') }]],
  ['for a mailbox for a step without', ['mail.open', { stepId: id('read') }]],
  ['to tell the owner something from a step that tells nothing', ['owner.tell', { stepId: id('read'), text: 'Hi' }]],
  ['for a chat robot', ['robot.describe', { stepId: id('send') }]],
  ['to write to a chat robot', ['robot.send', { stepId: id('send'), text: 'secret' }]],
]

/** Notes whatever would be done outside. */
function outside(done: string[]): Outside {
  const note =
    <Answer>(what: string, answer: Answer) =>
    async () => {
      done.push(what)
      return answer
    }
  return {
    openMail: note('mail', { address: 'me@firm.example', reading: door, sending: door }),
    pages: {
      wayTo: note('way', { viaProxy: false, upstream: null }),
      render: note('page', { url: 'https://shop.example/p', status: 200, html: '' }),
      leave: () => undefined,
    },
    toolServers: {
      describe: note('describe', []),
      call: note('tool', { text: '', isError: false }),
      nameOf: (server) => (server === 's1' ? 'Server' : null),
    },
  }
}
const door = { host: 'h', port: 1, security: 'tls' as const, user: 'u', password: 'secret' }

async function runWith(work: (hands: RunnerHands) => Promise<void>) {
  const done: string[] = []
  const world = createRunWorld([agent], 3, outside(done))
  world.runner.does(work)
  const { id: runId } = world.runs().start({ agent, startedBy: { kind: 'hand' } })
  await world.pass(300)
  return { done, world, run: world.runs().read(runId).run }
}

describe('a runner that lies to main', () => {
  it.each(lies)('asks %s: nothing is done, and its run ends with words', async (_, [name, request]) => {
    const { done, world, run } = await runWith(async ({ main }) => {
      await main.call(name, request)
      await new Promise(() => undefined)
    })
    expect(done).toEqual([])
    expect(world.approvals().standing(agent.id)).toEqual([])
    expect(world.events.filter(({ type }) => type === 'approval.saved' || type === 'agent.told')).toEqual([])
    expect(run.state).toMatchObject({ name: 'failed', error: { code: 'run.overstepped' } })
    expect(Object(run.state).error.detail).toContain(name)
    expect(world.fakes().alive('runner')).toEqual([])
  })

  it('names a process for main to end, of an agent that runs no program', async () => {
    const world = createRunWorld()
    world.runner.does(async ({ main }) => {
      await main.call('child.started', { pid: 4711 })
      await new Promise(() => undefined)
    })
    const { id: runId } = world.runs().start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
    await world.pass(300)
    expect(world.runs().read(runId).run.state).toMatchObject({ error: { code: 'run.overstepped' } })
  })

  it('is given a way out of a mailbox only after a mail was agreed to', async () => {
    const before: unknown[] = []
    const { world, run } = await runWith(async ({ main }) => {
      before.push(
        await main.call('mail.open', { stepId: id('mails') }),
        await main.call('mail.open', { stepId: id('send') }),
      )
      await main.call(...ask('send', mail({})))
      before.push(await main.call('mail.open', { stepId: id('send') }))
      await new Promise(() => undefined)
    })
    const address = 'me@firm.example'
    expect(before.slice(0, 2)).toEqual([
      { address, reading: door, sending: null },
      { address, reading: null, sending: null },
    ])
    expect(run.state).toMatchObject({ name: 'waiting', for: 'approval' })
    const [open] = world.events.flatMap((event) => (event.type === 'approval.saved' ? [event.approval] : []))
    if (open === undefined) throw new Error('nothing was asked')
    const after: unknown[] = []
    world.runner.does(async ({ main }) => {
      after.push(await main.call('mail.open', { stepId: id('send') }))
      await new Promise(() => undefined)
    })
    world.approvals().answer(open.id, { kind: 'approve', seen: open.previewSha256, reason: '' })
    await world.pass(300)
    expect(after).toEqual([{ address, reading: door, sending: door }])
  })

  it('leaves on record what its agent was allowed', async () => {
    const { run } = await runWith(() => new Promise(() => undefined))
    expect(run.allowed).toContainEqual({ kind: 'files', path: '/out', access: 'write', isFolder: true, changes: false })
    expect(run.allowed?.map(({ kind }) => kind)).toContain('tool')
  })

  it('gets all that its agent was given', async () => {
    const got: unknown[] = []
    const { done, run } = await runWith(async ({ main }) => {
      got.push(await main.call('web.way', { address: 'https://www.shop.example/other' }))
      got.push(await main.call('web.way', { address: 'https://example.com/' }))
      got.push(await main.call(...page({})))
      got.push(await main.call(...begin('write', {})))
      got.push(await main.call('tools.describe', { stepId: id('work') }))
      await new Promise(() => undefined)
    })
    expect(got).toHaveLength(5)
    expect(done).toEqual(['way', 'way', 'page', 'describe'])
    expect(run.state).toMatchObject({ name: 'running' })
  })
})
