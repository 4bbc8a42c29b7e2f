import type { z } from 'zod'
import type { ModelNeeds } from '../model/facts.ts'

/** A part of a step's sentence that the owner can change, and the control that changes it. */
export type StepField =
  | { readonly name: string; readonly control: 'folder'; readonly access: 'read' | 'write' }
  | { readonly name: string; readonly control: 'choice'; readonly choices: readonly string[] }
  | { readonly name: string; readonly control: 'text'; readonly maxLength: number; readonly lines: number }
  | { readonly name: string; readonly control: 'switch' }

/** What is still missing in a step before it can run: a field and the code of the reason. */
export type StepProblem = { readonly field: string; readonly code: 'folder.notChosen' | 'text.empty' }

/** What a step asks of the model. `writes`: what comes out is read by a person, in the owner's language. */
export type StepNeeds = Omit<ModelNeeds, 'language'> & { readonly writes: boolean }

/**
 * What a kind of step is, for main and the page alike. Its sentence and its field names live in i18n under
 * `steps.<kind>`; what it does lives in electron/runner/steps under the same file name.
 */
export type StepDefinition<Schema extends z.ZodType> = {
  readonly schema: Schema
  readonly fields: readonly StepField[]
  /** The unit its progress is counted in; a key under `units` in i18n. */
  readonly unit: 'documents' | 'files'
  /** What it asks of the agent's model; null for a step that asks none. */
  readonly needs: (step: z.infer<Schema>) => StepNeeds | null
  readonly problems: (step: z.infer<Schema>) => readonly StepProblem[]
}
