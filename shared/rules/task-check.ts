import type { AgentDraft } from '../model/agent.ts'
import type { StepId } from '../model/brand.ts'
import { noStep } from '../steps/blank-step.ts'
import type { StepProblem } from '../steps/definition.ts'
import { fieldsOf, problemsOf, type Step } from '../steps/step.ts'
import { activeSteps } from './active-steps.ts'
import { columnsOf, type KnownColumns } from './columns-of.ts'
import { sourcesFor } from './edit-steps.ts'

/** Something of a task that keeps it from running, or that wants a look. */
export type TaskProblem = {
  /** The step it is about and its number from 1; null for the task as a whole. */
  readonly step: { readonly id: StepId; readonly number: number; readonly kind: Step['kind'] } | null
  readonly field: string
  readonly code:
    | StepProblem['code']
    | 'steps.none'
    | 'step.notChosen'
    | 'step.later'
    | 'step.unfit'
    | 'column.unknown'
    | 'account.gone'
    | 'server.gone'
    | 'robot.gone'
    | 'agent.gone'
  /** The column, or the thing that is gone. */
  readonly name: string
  /** A run may start all the same. */
  readonly isDoubt: boolean
}

/** What there is in the settings, by the ids steps name; a list that is not known is not looked at. */
export type Surroundings = {
  readonly mailAccounts?: readonly string[]
  readonly servers?: readonly string[]
  readonly robots?: readonly string[]
  readonly agents?: readonly string[]
}

/**
 * Everything that is missing or wrong in a task, in the order of its steps: the same for the page, while it is built, and for the
 * supervisor, before it runs. Steps that are switched off are not looked at.
 */
export function checkTask(
  task: Pick<AgentDraft, 'steps' | 'switchedOff'>,
  surroundings: Surroundings = {},
  columns: KnownColumns = new Map(),
): TaskProblem[] {
  const steps = activeSteps(task)
  if (steps.length === 0) return [{ step: null, field: '', code: 'steps.none', name: '', isDoubt: false }]
  return steps.flatMap((step, index) => {
    const number = task.steps.findIndex(({ id }) => id === step.id) + 1
    const about = { id: step.id, number, kind: step.kind }
    const found = [
      ...problemsOf(step).map(({ field, code }) => problem(field, code)),
      ...pointerProblems(step, steps.slice(0, index), steps),
      ...columnProblems(step, steps, columns),
      ...goneProblems(step, surroundings),
    ]
    return found.map((each) => ({ ...each, step: about }))
  })
}

/** Whether a run may start. */
export function isRunnable(task: Pick<AgentDraft, 'steps' | 'switchedOff'>, surroundings: Surroundings = {}): boolean {
  return checkTask(task, surroundings).every(({ isDoubt }) => isDoubt)
}

type Found = Omit<TaskProblem, 'step'>

function problem(field: string, code: TaskProblem['code'], name = '', isDoubt = false): Found {
  return { field, code, name, isDoubt }
}

function pointerProblems(step: Step, earlier: readonly Step[], all: readonly Step[]): Found[] {
  const values = new Map<string, unknown>(Object.entries(step))
  const named = fieldsOf(step.kind).flatMap((field) => (field.control === 'step' ? [field] : []))
  return named.flatMap(({ name, mayBeNone }) => {
    const value = values.get(name)
    if (value === null || value === undefined || value === noStep) {
      return mayBeNone ? [] : [problem(name, 'step.notChosen')]
    }
    const source = earlier.find(({ id }) => id === value)
    if (source === undefined) {
      const isLater = all.some(({ id }) => id === value)
      return [problem(name, isLater ? 'step.later' : 'step.notChosen')]
    }
    return sourcesFor([source], step.kind, name).length === 0 ? [problem(name, 'step.unfit')] : []
  })
}

/** Columns a step names that the result it builds on is known not to have. What the columns are may show only when it has run. */
function columnProblems(step: Step, steps: readonly Step[], known: KnownColumns): Found[] {
  const source = 'from' in step ? step.from : null
  const columns = source === null ? null : columnsOf(steps, source, known)
  if (columns === null) return []
  const names = new Set([...columns.map(({ name }) => name), 'name', 'text', 'today', 'path'])
  const values = new Map<string, unknown>(Object.entries(step))
  return fieldsOf(step.kind).flatMap((field) => {
    const value = values.get(field.name)
    const used =
      field.control === 'column' && typeof value === 'string' && value !== ''
        ? [value]
        : field.control === 'text' && field.mayPoint === true && typeof value === 'string'
          ? namesIn(value)
          : []
    const missing = used.find((name) => !names.has(name))
    return missing === undefined ? [] : [problem(field.name, 'column.unknown', missing, true)]
  })
}

/** The columns a text of the owner's names in braces. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{\{|\}\}|\{([^{}]{1,80})\}/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name.trim()],
  )
}

function goneProblems(step: Step, surroundings: Surroundings): Found[] {
  const values = new Map<string, unknown>(Object.entries(step))
  return fieldsOf(step.kind).flatMap(({ name, control }) => {
    const value = values.get(name)
    const gone = (list: readonly string[] | undefined) =>
      typeof value === 'string' && list !== undefined && !list.includes(value)
    if (control === 'mailAccount' && gone(surroundings.mailAccounts)) return [problem(name, 'account.gone')]
    if (control === 'robot' && gone(surroundings.robots)) return [problem(name, 'robot.gone')]
    if (control === 'agent' && gone(surroundings.agents)) return [problem(name, 'agent.gone')]
    if (control === 'tools' && step.kind === 'work' && surroundings.servers !== undefined) {
      const known = surroundings.servers
      const missing = step.tools.servers.find(({ server }) => !known.includes(server))
      return missing === undefined ? [] : [problem(name, 'server.gone', missing.server)]
    }
    return []
  })
}
