import type { AppError } from '../../../shared/contract/errors.ts'
import type { RunCause } from '../../../shared/model/run.ts'
import type { Supervision } from '../../../shared/model/supervision.ts'

/** How a run's process was lost. */
export type RunnerFault = 'processDied' | 'processHung' | 'tooMuchMemory' | 'flooded'

type Verdict = { kind: 'resume'; after: number } | { kind: 'end'; error: AppError; cause: RunCause }

const firstPause = 1_000
/** A runner may be lost so often without the run getting further. */
const lossesAllowed = 5
/** A runner may so often take more than its share. */
const greedAllowed = 1

/** Decides, fault by fault, whether a run gets another process, and after which pause; each pause is twice the one before. */
export function createFaultJudge(supervision: Supervision): {
  judge(fault: RunnerFault, detail: string): Verdict
  /** The run has got further. */
  forgive(): void
} {
  let losses = 0
  let greed = 0
  const endWith = (fault: RunnerFault, detail: string): Verdict => ({
    kind: 'end',
    error: { code: codes[fault], params: paramsOf(fault, supervision), detail },
    cause: fault,
  })
  return {
    judge(fault, detail) {
      losses += 1
      if (fault === 'tooMuchMemory' || fault === 'flooded') {
        greed += 1
        if (greed > greedAllowed) return endWith(fault, detail)
      }
      if (losses > lossesAllowed) return endWith(fault, detail)
      return { kind: 'resume', after: firstPause * 2 ** (losses - 1) }
    },
    forgive() {
      losses = 0
    },
  }
}

const codes = {
  processDied: 'run.runnerDied',
  processHung: 'run.runnerHung',
  tooMuchMemory: 'run.tooMuchMemory',
  flooded: 'run.flooded',
} as const

function paramsOf(fault: RunnerFault, { memoryMegabytes }: Supervision): AppError['params'] {
  return fault === 'tooMuchMemory' && memoryMegabytes !== null ? { megabytes: memoryMegabytes } : {}
}
