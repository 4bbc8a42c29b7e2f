import type { OtherwiseStep } from '../../../shared/steps/otherwise.ts'
import { openCheckpoints } from '../checkpoints.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { readOthers, othersItem } from './decide.ts'
import { z } from 'zod'

/** Takes up the things a decision did not let go on. */
export async function otherwise(step: OtherwiseStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  const ofDecision = await openCheckpoints(context.main, step.from)
  const kept = ofDecision.find(othersItem, z.unknown())
  return readOthers(kept) ?? { kind: 'nothing' }
}
