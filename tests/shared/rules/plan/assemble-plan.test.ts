import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../../shared/i18n/translate.ts'
import { zoneSchema } from '../../../../shared/model/brand.ts'
import { writtenPlanSchema } from '../../../../shared/model/plan.ts'
import { assemblePlan } from '../../../../shared/rules/plan/assemble-plan.ts'
import { changesOf } from '../../../../shared/rules/plan/changes-of.ts'
import { describeKinds, describeSteps } from '../../../../shared/rules/plan/describe-kinds.ts'
import { stepKinds, stepSchema } from '../../../../shared/steps/step.ts'
import { countingIds } from '../../../helpers/agent-database.ts'
import { makeAgent } from '../../../helpers/things.ts'

const blank = makeAgent({ name: 'New agent', steps: [], triggers: [] })
const put = (plan: object, { wish = 'Do it', draft = blank }: { wish?: string; draft?: typeof blank } = {}) =>
  assemblePlan(writtenPlanSchema.parse(plan), {
    wish,
    draft,
    newId: countingIds('made'),
    zone: zoneSchema.parse('Asia/Shanghai'),
    startsAt: '2026-11-24T09:30',
  })
const invoices = {
  name: 'Invoices',
  when: { times: ['8:00'], weekdays: [1, 2, 3, 4, 5] },
  steps: [
    { kind: 'readFolder', which: 'new', matching: '*.pdf' },
    { kind: 'extract', from: 1, columns: ['supplier', { name: 'total', type: 'money' }], rows: 'one' },
    { kind: 'writeTable', from: 2, title: 'Invoices', format: 'xlsx', mode: 'new' },
    { kind: 'decide', from: 2, test: { kind: 'compare', column: 'total', operator: 'above', value: '5000' } },
    { kind: 'notify', from: 4, message: '{supplier}: {total}' },
  ],
  unsure: [[2, 'columns'], { step: 4, field: 'test' }, [9, 'x'], 'words', [1, 'nothing']],
}

describe('a plan a model wrote', () => {
  it('becomes steps that point at each other, times, and marks where it was not sure', () => {
    const { draft, doubts, unknown, cannot } = put(invoices)
    const [read, take, table, decide, tell] = draft.steps
    expect(draft.steps.map(({ kind }) => kind)).toEqual(invoices.steps.map(({ kind }) => kind))
    expect(read).toMatchObject({ which: 'new', matching: '*.pdf', folder: null })
    expect(take).toMatchObject({
      from: read?.id,
      columns: [
        { name: 'supplier', type: 'text' },
        { name: 'total', type: 'money' },
      ],
    })
    expect([table, decide]).toMatchObject([{ from: take?.id }, { from: take?.id, test: { value: '5000' } }])
    expect(tell).toMatchObject({ from: decide?.id, message: '{supplier}: {total}' })
    expect(draft).toMatchObject({
      name: 'Invoices',
      triggers: [{ kind: 'calendar', times: ['08:00'], days: { weekdays: [1, 2, 3, 4, 5] }, zone: 'Asia/Shanghai' }],
    })
    expect(doubts).toEqual([
      { stepId: take?.id, field: 'columns' },
      { stepId: decide?.id, field: 'test' },
    ])
    expect([unknown, cannot]).toEqual([[], ''])
  })

  it('opens nothing: folders, files, mailboxes, chats, programs and tools are never taken from it', () => {
    const { draft } = put({
      steps: [
        { kind: 'readFolder', folder: '/etc' },
        { kind: 'readFile', file: '/etc/passwd' },
        { kind: 'readMail', account: 'mine' },
        { kind: 'runProgram', program: { path: '/bin/sh', arguments: ['-c', 'rm'] }, folder: '/', asks: 'never' },
        { kind: 'sendMessage', from: 1, robot: 'theirs', text: 'x' },
        { kind: 'work', goal: 'g', tools: { web: true, folders: [{ path: '/', access: 'write' }] } },
        { kind: 'writeDocument', from: 1, folder: '/root', title: 'T' },
      ],
    })
    for (const value of ['/etc', 'mine', '/bin/sh', 'never', 'theirs', '/root'])
      expect(JSON.stringify(draft.steps)).not.toContain(value)
    expect(draft.steps[5]).toMatchObject({ tools: { folders: [] } })
  })

  it('takes sites and people only where the owner wrote of them', () => {
    const plan = {
      steps: [
        { kind: 'readPage', address: 'https://shop.example/kettle' },
        { kind: 'readPage', address: 'https://evil.example/' },
        { kind: 'sendMail', from: 1, to: 'anna@example.com', subject: 'x', body: 'y' },
        { kind: 'sendMail', from: 1, to: 'eve@evil.example', subject: 'x', body: 'y' },
      ],
    }
    const { draft, doubts } = put(plan, { wish: 'Watch shop.example/kettle and write to anna@example.com' })
    const [shop, evil, anna, eve] = draft.steps
    expect(shop).toMatchObject({ address: 'https://shop.example/kettle' })
    expect(anna).toMatchObject({ to: 'anna@example.com' })
    expect(JSON.stringify([evil, eve])).not.toContain('evil')
    expect(doubts).toEqual([
      { stepId: evil?.id, field: 'address' },
      { stepId: eve?.id, field: 'to' },
    ])
  })

  it('is bounded, and what there is not is named', () => {
    const { draft, unknown } = put({
      steps: [{ kind: 'hackTheBank' }, { kind: 7 }, ...Array.from({ length: 10_000 }, () => ({ kind: 'notify' }))],
    })
    expect(draft.steps.length).toBeLessThanOrEqual(30)
    expect(unknown).toEqual(['hackTheBank', '7'])
  })

  it('keeps what it cannot set as it was, and doubts it', () => {
    const { draft, doubts } = put({
      when: { times: ['25:00'] },
      steps: [
        { kind: 'summarize', from: 5, length: 'endless', focus: 12 },
        { kind: 'readFeed', most: -4 },
      ],
    })
    expect(draft.triggers).toEqual([])
    expect(draft.steps[0]).toMatchObject({ length: 'medium', focus: '' })
    expect(doubts.map(({ field }) => field).toSorted()).toEqual(['focus', 'from', 'length', 'most'])
  })

  it('changes an agent only where it says so, and what its owner picked stays theirs', () => {
    const { draft: first } = put(invoices)
    const steps = first.steps.map((step) =>
      step.kind === 'readFolder' ? stepSchema.parse({ ...step, folder: '/bills' }) : step,
    )
    const draft = { ...blank, ...first, steps }
    const { draft: next } = put(
      {
        when: { times: ['08:00'], weekdays: [1] },
        steps: [{ keep: 1, matching: 'bill*' }, { keep: 2 }, { keep: 3 }, { keep: 3 }],
      },
      { draft },
    )
    expect(next.steps.map(({ id }) => id)).toEqual(steps.slice(0, 3).map(({ id }) => id))
    expect(next.steps[0]).toMatchObject({ folder: '/bills', matching: 'bill*' })
    expect(next.name).toBe('Invoices')
    expect(changesOf(draft, next)).toMatchObject([
      { kind: 'starts' },
      { kind: 'removed', number: 4, step: { kind: 'decide' } },
      { kind: 'removed', number: 5, step: { kind: 'notify' } },
      { kind: 'changed', number: 1, field: 'matching' },
    ])
    const kept = put({ when: 'keep', steps: steps.map((_, at) => ({ keep: at + 1 })) }, { draft })
    expect(changesOf(draft, kept.draft)).toEqual([])
  })
})

describe('what a model is told', () => {
  const { t } = createTranslator('en')

  it('names every kind of step, and nothing a model may not choose', () => {
    const told = describeKinds(t)
    for (const kind of stepKinds) expect(told).toMatch(new RegExp(`^- ${kind} \\(`, 'm'))
    expect(told).not.toMatch(/asks=|folder=|account=|program=|robot=/)
  })

  it('holds the steps there are without what their owner picked', () => {
    const { draft } = put(invoices)
    const steps = draft.steps.map((step) =>
      step.kind === 'readFolder' ? stepSchema.parse({ ...step, folder: '/secret' }) : step,
    )
    const told = describeSteps(steps)
    expect(told).not.toContain('/secret')
    expect(told.split('\n')[1]).toMatch(/^\{"keep":2,"kind":"extract",.*"from":1/)
  })
})
