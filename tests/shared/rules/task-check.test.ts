import { describe, expect, test } from 'vitest'
import { type StepId, stepIdSchema } from '../../../shared/model/brand.ts'
import { activeSteps } from '../../../shared/rules/active-steps.ts'
import { columnsOf } from '../../../shared/rules/columns-of.ts'
import {
  addStep,
  duplicateStep,
  mostSteps,
  moveStep,
  removeStep,
  sourcesFor,
  switchStep,
} from '../../../shared/rules/edit-steps.ts'
import { checkTask, isRunnable, namesIn } from '../../../shared/rules/task-check.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { type Step, stepDefinitions, stepKinds, stepSchema } from '../../../shared/steps/step.ts'

const id = (name: string): StepId => stepIdSchema.parse(name)
const step = (value: Record<string, unknown>): Step => stepSchema.parse(value)

const read = step({ id: 'read', kind: 'readFolder', folder: '/in', recursive: false })
const extract = step({
  id: 'extract',
  kind: 'extract',
  from: 'read',
  columns: [
    { name: 'supplier', type: 'text' },
    { name: 'total', type: 'money' },
  ],
  rows: 'one',
})
const sort = step({ id: 'sort', kind: 'classify', from: 'extract', labels: [{ name: 'a' }, { name: 'b' }] })
const tell = step({ id: 'tell', kind: 'notify', from: 'sort', message: '{supplier}: {label}' })
const task = { steps: [read, extract, sort, tell], switchedOff: [] as StepId[] }

describe('a new step', () => {
  test('of every kind is well formed and builds on the nearest result it can use', () => {
    for (const kind of stepKinds) {
      const added = addStep(task, 3, kind, id('new'))
      expect(added.steps.map((each) => each.id)).toEqual(['read', 'extract', 'sort', 'new', 'tell'])
      const [, , , fresh] = added.steps
      if (fresh !== undefined && 'from' in fresh && kind !== 'otherwise') expect(fresh.from, kind).toBe('sort')
    }
  })

  test('has words where words were given, and names no step where there is none', () => {
    const empty = { steps: [], switchedOff: [] }
    const [asks] = addStep(empty, 0, 'approve', id('new'), { message: 'Is this right?' }).steps
    expect(asks).toMatchObject({ message: 'Is this right?', from: noStep })
    expect(blankStep('work', id('new'), noStep)).toMatchObject({ from: null })
  })

  test('passes over steps that put things somewhere', () => {
    const written = step({ ...blankStep('arrangeFiles', id('moved'), id('sort')), folder: '/out' })
    const added = addStep({ ...task, steps: [read, extract, written] }, 3, 'drawChart', id('chart'))
    expect(added.steps[3]).toMatchObject({ from: 'extract' })
  })

  test('is not added beyond the most there may be', () => {
    const full = {
      steps: Array.from({ length: mostSteps }, (_, at) => step({ ...read, id: `read-${at}` })),
      switchedOff: [],
    }
    expect(addStep(full, 0, 'notify', id('new'))).toBe(full)
    expect(duplicateStep(full, id('read-0'), id('new'))).toBe(full)
  })
})

describe('a step that is changed', () => {
  test('is taken out, and what built on it builds on what it built on', () => {
    const { steps } = removeStep({ ...task, switchedOff: [id('sort')] }, id('sort'))
    expect(steps.map((each) => each.id)).toEqual(['read', 'extract', 'tell'])
    expect(steps[2]).toMatchObject({ from: 'extract' })
    const without = removeStep(task, id('read'))
    expect(checkTask(without)).toMatchObject([{ field: 'from', code: 'step.notChosen', step: { number: 1 } }])
  })

  test('is moved, copied and switched off', () => {
    expect(moveStep(task, id('tell'), 0).steps.map((each) => each.id)).toEqual(['tell', 'read', 'extract', 'sort'])
    expect(moveStep(task, id('tell'), 4)).toBe(task)
    expect(duplicateStep(task, id('sort'), id('copy')).steps[3]).toEqual({ ...sort, id: 'copy' })
    const off = switchStep(task, id('sort'), false)
    expect(off.switchedOff).toEqual(['sort'])
    expect(switchStep(off, id('sort'), true).switchedOff).toEqual([])
  })
})

describe('steps that are switched off', () => {
  test('let what they were given pass', () => {
    const steps = activeSteps({ ...task, switchedOff: [id('sort'), id('extract')] })
    expect(steps.map((each) => each.id)).toEqual(['read', 'tell'])
    expect(steps[1]).toMatchObject({ from: 'read' })
  })

  test('leave a hole where nothing was given to them', () => {
    const off = { ...task, switchedOff: [id('read')] }
    expect(checkTask(off)).toMatchObject([
      { field: 'from', code: 'step.notChosen', step: { id: 'extract', number: 2 } },
    ])
    expect(isRunnable(off)).toBe(false)
  })

  test('are not looked at', () => {
    const blank = blankStep('runProgram', id('run'), id('sort'))
    expect(isRunnable({ steps: [...task.steps, blank], switchedOff: [] })).toBe(false)
    expect(isRunnable({ steps: [...task.steps, blank], switchedOff: [id('run')] })).toBe(true)
  })

  test('in a circle end nothing but the search', () => {
    const one = step({ ...sort, id: 'one', from: 'two' })
    const two = step({ ...sort, id: 'two', from: 'one' })
    expect(activeSteps({ steps: [one, two, tell], switchedOff: [id('one'), id('two')] })).toHaveLength(1)
  })
})

describe('what is missing or wrong', () => {
  test('is nothing in a whole task, and one thing in none', () => {
    expect(checkTask(task)).toEqual([])
    expect(checkTask({ steps: [], switchedOff: [] })).toMatchObject([{ step: null, code: 'steps.none' }])
  })

  test('is a step that builds on a later one, or on one that gives nothing to build on', () => {
    expect(checkTask(moveStep(task, id('sort'), 0))).toMatchObject([{ field: 'from', code: 'step.later' }])
    const other = step({ id: 'otherwise', kind: 'otherwise', from: 'extract' })
    expect(checkTask({ ...task, steps: [...task.steps, other] })).toMatchObject([{ code: 'step.unfit' }])
    expect(sourcesFor([read, extract], 'otherwise', 'from')).toEqual([])
  })

  test('is a column that is not there, which is a doubt: a run may start', () => {
    const wrong = step({ ...tell, message: 'From {suplier}' })
    const odd = { ...task, steps: [read, extract, sort, wrong] }
    expect(checkTask(odd)).toMatchObject([{ field: 'message', code: 'column.unknown', name: 'suplier', isDoubt: true }])
    expect(isRunnable(odd)).toBe(true)
    const sum = step({ ...blankStep('sumUp', id('sum'), id('extract')), values: 'amount' })
    expect(checkTask({ ...task, steps: [read, extract, sum] })).toMatchObject([{ field: 'values', name: 'amount' }])
  })

  test('is what a step names and the settings no longer have', () => {
    const mail = step({ ...blankStep('readMail', id('mail'), noStep), account: 'gone' })
    const alone = { steps: [mail], switchedOff: [] }
    expect(checkTask(alone, { mailAccounts: ['kept'] })).toMatchObject([{ field: 'account', code: 'account.gone' }])
    expect(checkTask(alone, { mailAccounts: ['gone'] })).toEqual([])
    const work = step({
      ...blankStep('work', id('work'), noStep),
      goal: 'x',
      tools: { servers: [{ server: 'old', tool: 'find' }] },
    })
    expect(checkTask({ steps: [work], switchedOff: [] }, { servers: [] })).toMatchObject([{ code: 'server.gone' }])
  })
})

describe('columns', () => {
  test('are told before a step has run where its settings say them', () => {
    const names = (stepId: StepId, steps = task.steps) =>
      columnsOf(steps, stepId, new Map())?.map((column) => column.name) ?? null
    expect(names(id('sort'))).toEqual(['supplier', 'total', 'label'])
    expect(names(id('read'))).toEqual([])
    const table = step({ ...blankStep('readTable', id('table'), noStep), file: '/t.csv' })
    expect(names(id('table'), [table])).toBeNull()
    const known = new Map([[id('table'), [{ name: 'city', type: 'text' as const, meaning: '' }]]])
    expect(columnsOf([table], id('table'), known)).toHaveLength(1)
  })

  test('of steps in a circle are not known', () => {
    const one = step({ ...sort, id: 'one', from: 'two' })
    const two = step({ ...sort, id: 'two', from: 'one' })
    expect(columnsOf([one, two], id('one'), new Map())).toBeNull()
  })

  test('are named in braces, and two braces are one', () => {
    expect(namesIn('{a} and {{b}} and { c d }')).toEqual(['a', 'c d'])
  })
})

test('every group of steps is one people look in', () => {
  for (const kind of stepKinds) {
    expect(['read', 'ask', 'decide', 'make', 'tell']).toContain(stepDefinitions[kind].group)
  }
})
