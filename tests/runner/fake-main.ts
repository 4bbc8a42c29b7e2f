import { answerPortCalls, type MessagePortLike } from '../../electron/ipc/port-calls.ts'
import {
  type Checkpoint,
  type FileAct,
  type GatewayDoor,
  type RunnerContract,
  type RunnerReport,
  runnerOperations,
  runnerReportSchema,
} from '../../electron/runner/protocol.ts'
import { checkAct } from '../../electron/supervisor/runs/check-act.ts'
import {
  checkPage,
  checkShown,
  checkTell,
  checkWay,
  checkWrite,
  mailOf,
} from '../../electron/supervisor/runs/check-asked.ts'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Step } from '../../shared/steps/step.ts'
import type { PlannedAct } from '../../shared/model/planned-act.ts'
import type { MailDoors } from '../../electron/runner/tools/mail/doors.ts'
import type { Deliverable, LeftOut } from '../../shared/model/run.ts'
import type { Robot } from '../../shared/model/robot.ts'
import type { ShownResult } from '../../shared/model/shown-result.ts'
import type { OfferedTool } from '../../shared/model/tool-server.ts'
import type { Spent } from '../../shared/model/usage.ts'

/** What main has stored of one run; it outlives every runner of it. */
export type Facts = {
  checkpoints: Map<string, Checkpoint>
  acts: Map<string, FileAct & { done: boolean }>
  deliverables: Map<string, Deliverable>
  leftOut: LeftOut[]
  /** What the owner says to every question. */
  answer: 'approved' | 'refused' | 'open'
  /** The questions, in the order they were asked. */
  questions: { message: string; preview: string; act: PlannedAct | null }[]
  /** What the owner says with a no, and what they make of an act before they agree. */
  reason: string
  edit: ((act: PlannedAct | null) => PlannedAct | null) | null
  /** Tools of servers, and what was asked of them. */
  tools: OfferedTool[]
  toolCalls: { server: string; tool: string; input: unknown }[]
  /** What the run has spent. */
  spent: Spent[]
  /** What earlier runs have seen of a source, and what this one has. */
  seen: Map<string, { item: string; version: string }[]>
  seeing: Map<string, { item: string; version: string }[]>
  /** The mailbox steps may open. */
  mail: MailDoors | null
  /** Answers of earlier runs. */
  answers: Map<string, string>
  clipboard: string
  /** What another agent made. */
  otherResult: { agentName: string; runId: string | null; files: string[] }
  /** The chat robot of steps, and what was written to it. */
  robot: Pick<Robot, 'name' | 'kind'>
  written: string[]
  /** What the owner was told. */
  told: string[]
  /** What was shown of results, by step. */
  shown: Map<string, ShownResult>
  /** Groups of programs that run. */
  children: Set<number>
  /** Every fact in the order it was stored. */
  log: string[]
}

export function noFacts(): Facts {
  return {
    checkpoints: new Map(),
    acts: new Map(),
    deliverables: new Map(),
    leftOut: [],
    answer: 'open',
    questions: [],
    reason: '',
    edit: null,
    tools: [],
    toolCalls: [],
    spent: [],
    seen: new Map(),
    seeing: new Map(),
    mail: null,
    robot: { name: 'Team', kind: 'webhook' },
    written: [],
    clipboard: '',
    otherResult: { agentName: 'Other', runId: null, files: [] },
    answers: new Map(),
    told: [],
    shown: new Map(),
    children: new Set(),
    log: [],
  }
}

/** Lets things happen, or freezes the world at one of them, as `kill -9` does: what was asked is never answered. */
export type Lifeline = { tick(what: string): Promise<void> }

export const immortal: Lifeline = { tick: () => Promise.resolve() }

export type RenderPage = (
  page: RunnerContract['page.render']['request'],
) => Promise<RunnerContract['page.render']['reply']>

/**
 * Main's end of the port: stores what the runner asks, and notes what it reports. Given the steps, it holds the runner to them as main
 * does, so that every test shows that an honest runner asks for nothing more.
 */
export function createFakeMain(
  facts: Facts,
  findGateway: () => Promise<GatewayDoor>,
  lifeline: Lifeline = immortal,
  render: RenderPage = () => Promise.reject(new Error('this test shows no page')),
  steps: readonly Step[] = [],
): { port: MessagePortLike; reports: RunnerReport[]; send(message: unknown): void; ended: Promise<RunnerReport> } {
  const [ours, theirs] = portPair()
  const reports: RunnerReport[] = []
  let end: (report: RunnerReport) => void = () => undefined
  const ended = new Promise<RunnerReport>((resolve) => {
    end = resolve
  })
  ours.onMessage((message) => {
    const report = runnerReportSchema.safeParse(message)
    if (!report.success) return
    reports.push(report.data)
    if (report.data.type === 'finished' || report.data.type === 'failed') end(report.data)
  })
  const fact = async <Reply>(name: string, store: () => Reply): Promise<Reply> => {
    await lifeline.tick(`before ${name}`)
    const reply = store()
    facts.log.push(name)
    await lifeline.tick(`after ${name}`)
    return reply
  }
  const held = (stepId: string, check: (step: Step) => void): void => {
    const step = steps.find(({ id }) => id === stepId)
    if (step !== undefined) check(step)
    else if (steps.length > 0) throw new CodedError('request.refused', {}, `the run has no step ${stepId}`)
  }
  const nameOf = (server: string) => facts.tools.find((each) => each.server === server)?.serverName ?? null
  answerPortCalls<RunnerContract>(ours, runnerOperations, {
    'checkpoints.read': async ({ stepId }) => ({
      checkpoints: [...facts.checkpoints.values()].filter((each) => each.stepId === stepId),
    }),
    'checkpoint.keep': (checkpoint) =>
      fact(`checkpoint ${checkpoint.stepId}/${checkpoint.item}`, () => {
        facts.checkpoints.set(`${checkpoint.stepId}/${checkpoint.item}`, checkpoint)
        return {}
      }),
    'approval.ask': async ({ stepId, message, preview, act }) => {
      if (act !== null) held(stepId, (step) => checkAct(step, act, nameOf))
      facts.questions.push({ message, preview: act === null ? preview : JSON.stringify(act), act })
      const agreed = facts.answer === 'approved' ? (facts.edit?.(act) ?? act) : null
      return { answer: facts.answer, reason: facts.reason, act: agreed }
    },
    'act.begin': async (act) => {
      held(act.stepId, (step) => checkWrite(steps, step, act))
      return fact(`begin ${act.item}`, () => {
        const key = `${act.stepId}/${act.item}`
        const known = facts.acts.get(key)
        const kept = { ...act, path: known?.path ?? act.path, done: known?.done ?? false }
        facts.acts.set(key, kept)
        return { path: kept.path, done: kept.done }
      })
    },
    'act.end': ({ stepId, item }) =>
      fact(`end ${item}`, () => {
        const act = facts.acts.get(`${stepId}/${item}`)
        if (act !== undefined) act.done = true
        return {}
      }),
    'deliverable.add': async (deliverable) => {
      held(deliverable.stepId, (step) => checkShown(step, deliverable.path))
      return fact('deliverable', () => {
        if (!facts.deliverables.has(deliverable.id)) facts.deliverables.set(deliverable.id, deliverable)
        return {}
      })
    },
    'leftOut.add': (leftOut) =>
      fact(`left out ${leftOut.item}`, () => {
        const isKnown = facts.leftOut.some(
          (each) => each.item === leftOut.item && each.error.code === leftOut.error.code,
        )
        if (!isKnown) facts.leftOut.push(leftOut)
        return {}
      }),
    'child.started': ({ pid }) =>
      fact('child started', () => {
        facts.children.add(pid)
        return {}
      }),
    async 'child.ended'({ pid }) {
      facts.children.delete(pid)
      return {}
    },
    'spent.read': async () => ({ spent: facts.spent }),
    'web.way': async ({ address }) => {
      if (steps.length > 0) checkWay(steps, address)
      return { viaProxy: false, upstream: null }
    },
    'page.render': async (page) => {
      held(page.stepId, (step) => checkPage(step, page))
      return render(page)
    },
    'tools.describe': async () => ({ tools: [...facts.tools] }),
    'tool.call': ({ server, tool, input }) =>
      fact('tool called', () => {
        facts.toolCalls.push({ server, tool, input })
        return { text: `${tool} says ${JSON.stringify(input)}`, isError: false }
      }),
    'mail.open': async ({ stepId }) => {
      held(stepId, mailOf)
      return facts.mail ?? Promise.reject(new Error('there is no mailbox here'))
    },
    'owner.tell': async ({ stepId, text }) => {
      held(stepId, checkTell)
      return fact('told', () => {
        facts.told.push(text)
        return {}
      })
    },
    'source.known': async ({ source }) => ({ items: facts.seen.get(source) ?? [] }),
    'robot.describe': async () => ({ name: facts.robot.name, kind: facts.robot.kind }),
    'robot.send': async ({ text }) => {
      await lifeline.tick('robot.send')
      facts.written.push(text)
      return {}
    },
    'answer.known': async ({ key }) => ({ text: facts.answers.get(key) ?? null }),
    'answer.keep': async ({ key, text }) => {
      facts.answers.set(key, text)
      return {}
    },
    'clipboard.read': async () => ({ text: facts.clipboard }),
    'document.print': async ({ html }) => ({ pdf: Buffer.from(`%PDF of ${html}`).toString('base64') }),
    'result.find': async () => facts.otherResult,
    'result.show': async (result) => {
      facts.shown.set(result.stepId, result)
      return {}
    },
    'source.keep': ({ source, items }) =>
      fact(`seen ${source}`, () => {
        facts.seeing.set(source, [...(facts.seeing.get(source) ?? []), ...items])
        return {}
      }),
    'gateway.find': findGateway,
  })
  return { port: theirs, reports, send: (message) => ours.postMessage(message), ended }
}

/** Two ends of a port in one process; messages are copied and arrive later, as between processes. */
export function portPair(): [MessagePortLike, MessagePortLike] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()]
  const end = (own: 0 | 1): MessagePortLike => ({
    postMessage(message) {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        for (const listener of listeners[own === 0 ? 1 : 0]) listener(copy)
      })
    },
    onMessage(listener) {
      listeners[own].add(listener)
      return () => listeners[own].delete(listener)
    },
  })
  return [end(0), end(1)]
}
