import type { PortCaller, PortHandlers } from '../../ipc/port-calls.ts'
import type { Checkpoint, RunnerContract } from '../../runner/protocol.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'

export type LoneMain = {
  readonly main: PortCaller<RunnerContract>
  readonly leftOut: readonly LeftOut[]
  /** What the step asked its owner. */
  readonly questions: readonly unknown[]
}

/**
 * Main for one step that runs by itself: keeps in memory what a run would store, and answers every question of the step alike.
 * Whatever else a step asks for is refused with `request.invalid`: the web, tool servers.
 */
export function createLoneMain(answer: 'approved' | 'refused'): LoneMain {
  const checkpoints: Checkpoint[] = []
  const leftOut: LeftOut[] = []
  const questions: unknown[] = []
  const handlers: Partial<PortHandlers<RunnerContract>> = {
    'checkpoints.read': async ({ stepId }) => ({ checkpoints: checkpoints.filter((each) => each.stepId === stepId) }),
    async 'checkpoint.keep'(checkpoint) {
      checkpoints.push(checkpoint)
      return {}
    },
    'act.begin': async ({ path }) => ({ path, done: false }),
    'act.end': async () => ({}),
    'deliverable.add': async () => ({}),
    async 'leftOut.add'(thing) {
      leftOut.push(thing)
      return {}
    },
    async 'approval.ask'({ message, preview, act }) {
      questions.push(act ?? { message, preview })
      return { answer, reason: '', act: answer === 'approved' ? act : null }
    },
    'source.known': async () => ({ items: [] }),
    'source.keep': async () => ({}),
  }
  return {
    leftOut,
    questions,
    main: {
      async call<Name extends keyof RunnerContract>(name: Name, args: RunnerContract[Name]['request']) {
        const handler = handlers[name]
        if (handler === undefined) throw new CodedError('request.invalid', {}, `a step by itself has no ${name}`)
        return handler(args)
      },
      close: () => undefined,
    },
  }
}
