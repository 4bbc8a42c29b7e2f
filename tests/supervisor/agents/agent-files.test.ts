import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAgentFile, writeAgentFile } from '../../../electron/supervisor/agents/agent-files.ts'
import { agentSchema } from '../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { withoutOwner } from '../../../shared/rules/share-agent.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { type StepKind, stepKinds, stepSchema } from '../../../shared/steps/step.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { makeAgent } from '../../helpers/things.ts'

const id = (name: string) => stepIdSchema.parse(name)
const step = (kind: StepKind, values: Record<string, unknown> = {}) =>
  stepSchema.parse({ ...blankStep(kind, id(kind), noStep), ...values })

const whole = agentSchema.parse({
  ...makeAgent(),
  name: 'Invoices',
  enabled: true,
  steps: [
    step('readFolder', { folder: '/home/anna/Secret' }),
    step('readPage', { address: 'https://shop.example/' }),
    step('readFeed', { address: 'http://192.168.1.4/feed' }),
    step('sendMail', { account: 'mailbox-7', to: 'anna@example.com' }),
    step('sendMessage', { robot: 'robot-9' }),
    step('runProgram', { program: { path: '/bin/rm', arguments: ['-rf'] }, folder: '/home/anna', asks: 'never' }),
    step('work', { tools: { programs: ['/bin/sh'], servers: [{ server: 's', tool: 't' }] } }),
  ],
  triggers: [
    { id: 'hook', kind: 'webhook', hookId: 'secret-hook', zone: 'UTC' },
    { id: 'mail', kind: 'mail', accountId: 'mailbox-7', zone: 'UTC' },
  ],
})

describe('an agent as a file', () => {
  test('holds nothing of its owner and nothing that would let it do something', async () => {
    const path = join(temporaryFolder(), 'a.kaihe-agent')
    await writeAgentFile(whole, path)
    const text = await readFile(path, 'utf8')
    for (const secret of [
      'anna/',
      '/home',
      'mailbox-7',
      '@example.com',
      'robot-9',
      '/bin',
      'secret-hook',
      '192.168',
      'never',
      'grants',
    ]) {
      expect(text, secret).not.toContain(secret)
    }
    const offer = await readAgentFile(path)
    expect(offer).toMatchObject({ name: 'Invoices', triggers: [{ kind: 'mail', accountId: null }] })
    expect(offer.steps.map(({ kind }) => kind)).toEqual(whole.steps.map(({ kind }) => kind))
    expect(offer.steps[1]).toMatchObject({ address: 'https://shop.example/' })
  })

  test('of every kind of step comes back as it was, without what was picked', () => {
    for (const kind of stepKinds) {
      const { steps } = withoutOwner({ name: 'x', steps: [step(kind)], switchedOff: [], triggers: [] })
      expect(steps, kind).toEqual([step(kind)])
    }
  })
})

describe('a file somebody sent', () => {
  const open = async (content: unknown) => {
    const path = join(temporaryFolder(), 'sent.kaihe-agent')
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return readAgentFile(path)
  }
  const file = (changes: object = {}, agent: object = {}) => ({
    format: 'kaihe-agent',
    version: 1,
    ...changes,
    agent: { name: 'X', steps: [], switchedOff: [], triggers: [], ...agent },
  })

  test('is refused clearly when it is damaged, too large, newer, or full of what an agent may not hold', async () => {
    const notOne = { code: 'agentFile.notOne' }
    await expect(open('{')).rejects.toMatchObject(notOne)
    await expect(open('null')).rejects.toMatchObject(notOne)
    await expect(open({ format: 'other' })).rejects.toMatchObject(notOne)
    await expect(open(file({}, { grants: [{ path: '/', access: 'write' }] }))).rejects.toMatchObject(notOne)
    await expect(open(`"${'x'.repeat(1_000_001)}"`)).rejects.toMatchObject(notOne)
    const many = Array.from({ length: 10_000 }, (_, at) => step('notify', { id: `n-${at}` }))
    await expect(open(file({}, { steps: many }))).rejects.toMatchObject(notOne)
    const twice = [step('notify'), step('notify')]
    await expect(open(file({}, { steps: twice }))).rejects.toMatchObject(notOne)
    await expect(open(file({ version: 2 }))).rejects.toMatchObject({ code: 'agentFile.newer' })
    await expect(readAgentFile('/nowhere/at/all')).rejects.toMatchObject({ code: 'agentFile.unreadable' })
  })

  test('that names folders, programs and accounts gets none of them', async () => {
    const offer = await open(file({}, { steps: whole.steps }))
    expect(JSON.stringify(offer)).not.toMatch(/anna\/|\/bin|mailbox-7|robot-9|never/)
  })

  test('whose steps go in circles is shown with what is wrong, and runs nothing', async () => {
    const circle = [step('notify', { id: 'a', from: 'b' }), step('notify', { id: 'b', from: 'a' })]
    expect((await open(file({}, { steps: circle }))).steps).toHaveLength(2)
  })
})
