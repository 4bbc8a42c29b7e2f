import { z } from 'zod'
import { approve, approveSchema } from './approve.ts'
import type { StepField, StepForecast, StepNeeds, StepOutlook, StepProblem } from './definition.ts'
import { readFolder, readFolderSchema } from './read-folder.ts'
import { summarize, summarizeSchema } from './summarize.ts'
import { writeDocument, writeDocumentSchema } from './write-document.ts'

export const stepSchema = z.discriminatedUnion('kind', [
  readFolderSchema,
  summarizeSchema,
  writeDocumentSchema,
  approveSchema,
])
export type Step = z.infer<typeof stepSchema>

export const stepKinds = ['readFolder', 'summarize', 'writeDocument', 'approve'] as const
export const stepKindSchema = z.enum(stepKinds)
export type StepKind = Step['kind']

export const stepDefinitions = { readFolder, summarize, writeDocument, approve }

/** The parts of a step its owner can change, in the order of its form. */
export function fieldsOf(kind: StepKind): readonly StepField[] {
  return stepDefinitions[kind].fields
}

/** What a step asks of the agent's model; null when it asks none. */
export function needsOf(step: Step): StepNeeds | null {
  switch (step.kind) {
    case 'readFolder':
      return readFolder.needs(step)
    case 'summarize':
      return summarize.needs(step)
    case 'writeDocument':
      return writeDocument.needs(step)
    case 'approve':
      return approve.needs(step)
  }
}

/** What is still missing before this step can run; empty when nothing is. */
export function problemsOf(step: Step): readonly StepProblem[] {
  switch (step.kind) {
    case 'readFolder':
      return readFolder.problems(step)
    case 'summarize':
      return summarize.problems(step)
    case 'writeDocument':
      return writeDocument.problems(step)
    case 'approve':
      return approve.problems(step)
  }
}

/** The calls a step will probably make, and what it hands on. */
export function forecastOfStep(step: Step, outlook: StepOutlook): StepForecast {
  switch (step.kind) {
    case 'readFolder':
      return readFolder.forecast(step, outlook)
    case 'summarize':
      return summarize.forecast(step, outlook)
    case 'writeDocument':
      return writeDocument.forecast(step, outlook)
    case 'approve':
      return approve.forecast(step, outlook)
  }
}
