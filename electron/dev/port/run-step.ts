import { join } from 'node:path'
import { createLoneMain, type LoneMain } from './lone-main.ts'
import { systemClock } from '../../clock.ts'
import { openCheckpoints } from '../../runner/checkpoints.ts'
import { perform } from '../../runner/performers.ts'
import { runOrderSchema } from '../../runner/protocol.ts'
import { createScratch, type Scratch } from '../../runner/scratch.ts'
import type { Given, StepResult } from '../../runner/step-results.ts'
import { systemDisk } from '../../runner/tools/files/disk.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../shared/model/agent.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { needsOf, type Step } from '../../../shared/steps/step.ts'

export type StepAlone = {
  readonly step: Step
  readonly grants: readonly FolderGrant[]
  readonly language: Language
  readonly zone: string
  readonly now: Instant
  readonly answer: 'approved' | 'refused'
  /** A folder of its own, for what is put aside; the caller removes it. */
  readonly folder: string
  readonly given: (scratch: Scratch) => Promise<Given | null>
}

export type StepRan = {
  readonly result: StepResult | CodedError
  readonly leftOut: LoneMain['leftOut']
  readonly questions: LoneMain['questions']
  readonly scratch: Scratch
}

/**
 * Runs one step as a run would, with the app's own code for it and a main that lives in memory.
 *
 * @throws CodedError request.invalid for a step that asks a model, or starts a program that nobody would end
 */
export async function runStepAlone(alone: StepAlone): Promise<StepRan> {
  const { step, language, zone, now, folder } = alone
  if (needsOf(step) !== null) throw new CodedError('request.invalid', {}, `${step.kind} asks a model`)
  if (step.kind === 'runProgram') throw new CodedError('request.invalid', {}, 'a program needs a main that ends it')
  const order = runOrderSchema.parse({
    runId: 'port',
    agent: {
      id: 'port',
      name: 'port',
      enabled: true,
      steps: [step],
      triggers: [],
      missedRunPolicy: 'skip',
      templateId: null,
      grants: alone.grants,
      createdAt: now,
      updatedAt: now,
    },
    model: { providerId: 'none', model: 'none' },
    modelLabel: '',
    modelIsPractice: false,
    contextTokens: 8000,
    language,
    zone,
    createdAt: now,
    gateway: { baseUrl: '', token: '' },
    scratchFolder: join(folder, 'aside'),
    keptFolder: join(folder, 'kept'),
  })
  const { main, leftOut, questions } = createLoneMain(alone.answer)
  const scratch = createScratch(order.scratchFolder, systemDisk)
  const given = await alone.given(scratch)
  try {
    const result = await perform(step, given, {
      order,
      results: new Map(),
      signal: new AbortController().signal,
      clock: { ...systemClock, now: () => instantSchema.parse(now) },
      disk: systemDisk,
      ways: { lookUp: offline, direct: offline, viaProxy: offline },
      scratch,
      checkpoints: await openCheckpoints(main, step.id),
      main,
      ask: offline,
      converse: offline,
      progress: () => undefined,
      text: () => ({ add: () => undefined, restart: () => undefined }),
      async leaveOut(item, error) {
        const thing = { item: item.slice(0, 500), error }
        await main.call('leftOut.add', thing)
        return thing
      },
    })
    return { result, leftOut, questions, scratch }
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown
    return { result: thrown, leftOut, questions, scratch }
  }
}

const offline = () =>
  Promise.reject(new CodedError('request.invalid', {}, 'a step by itself asks nothing of the network'))
