import type { z } from 'zod'
import type { ModelNeeds } from '../model/facts.ts'
import type { MeasuredTexts } from '../model/forecast.ts'
import type { CallGroup } from '../rules/forecast/map-reduce.ts'

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
/** Which end of a forecast is asked for. */
export type Scenario = 'low' | 'expected' | 'high'

/** Texts a step gets or hands on. */
export type Texts = readonly Pick<MeasuredTexts, 'tokens' | 'count' | 'language'>[]

/** What a step's forecast may go by. */
export type StepOutlook = {
  readonly scenario: Scenario
  /** What the step it builds on hands on; nothing for one that builds on none. */
  readonly given: Texts
  /** What lies in the folder it reads. */
  readonly measured: Texts
  readonly contextTokens: number
  /** The owner's, in which overviews are written. */
  readonly language: 'en' | 'zh'
}

/** The calls a step will probably make, and what it hands on. */
export type StepForecast = {
  /** `language`: of what they read. */
  readonly calls: readonly (CallGroup & { readonly language: Texts[number]['language'] })[]
  readonly gives: Texts
}

/**
 * What a kind of step is, for main and the page alike. Its sentence and its field names live in i18n under
 * `steps.<kind>`; what it does lives in electron/runner/steps under the same file name.
 */
export type StepDefinition<Schema extends z.ZodType> = {
  readonly schema: Schema
  readonly fields: readonly StepField[]
  /** The unit its progress is counted in; a key under `units` in i18n. */
  readonly unit: 'documents' | 'files' | 'questions'
  /** What it must leave behind to count as done: a result for later steps, a file, or its owner's yes. */
  readonly leaves: 'result' | 'file' | 'approval'
  /** What it asks of the agent's model; null for a step that asks none. */
  readonly needs: (step: z.infer<Schema>) => StepNeeds | null
  readonly problems: (step: z.infer<Schema>) => readonly StepProblem[]
  /** More or longer texts never give fewer tokens, and a higher scenario never less than a lower one. */
  readonly forecast: (step: z.infer<Schema>, outlook: StepOutlook) => StepForecast
}
