import type { z } from 'zod'
import type { ModelNeeds } from '../model/facts.ts'
import type { MeasuredTexts } from '../model/forecast.ts'
import type { Grant } from '../model/permission.ts'
import type { CallGroup } from '../rules/forecast/map-reduce.ts'

/**
 * A part of a step's sentence that the owner can change, and the control that changes it. `mayPoint`: the text may name columns of
 * the result the step builds on, as in `Invoice from {supplier}`.
 */
export type StepField = { readonly name: string } & (
  | { readonly control: 'folder'; readonly access: 'read' | 'write' }
  /** `kinds`: endings without a dot; `write`: the file is changed or made. */
  | { readonly control: 'file'; readonly access: 'read' | 'write'; readonly kinds: readonly string[] }
  | { readonly control: 'choice'; readonly choices: readonly string[] }
  | {
      readonly control: 'text'
      readonly maxLength: number
      readonly lines: number
      readonly mayPoint?: boolean
      readonly mayBeEmpty?: boolean
    }
  | { readonly control: 'switch' }
  | { readonly control: 'number'; readonly least: number; readonly most: number }
  /** A list of columns with their types and meanings. */
  | { readonly control: 'columns'; readonly most: number }
  /** A list of words, each with its meaning. */
  | { readonly control: 'labels'; readonly most: number }
  /** One column of the result the step builds on, named; `mayBeNone`: empty means none. */
  | { readonly control: 'column'; readonly mayBeNone: boolean }
  /** An earlier step whose result is used. */
  | { readonly control: 'step'; readonly mayBeNone: boolean }
  /** Compares a column with a value, or asks the model; see `shared/model/test.ts`. */
  | { readonly control: 'test' }
  | { readonly control: 'address' }
  | { readonly control: 'mailAccount' }
  /** A chat robot of the settings. */
  | { readonly control: 'robot' }
  /** Another agent, whose newest result is used. */
  | { readonly control: 'agent' }
  /** What the model may use while it works towards a goal. */
  | { readonly control: 'tools' }
  /** A program with its arguments. */
  | { readonly control: 'program' }
)

/** What is still missing in a step before it can run: a field and the code of the reason. */
export type StepProblem = {
  readonly field: string
  readonly code:
    | 'folder.notChosen'
    | 'file.notChosen'
    | 'text.empty'
    | 'list.empty'
    | 'choice.missing'
    | 'address.invalid'
    | 'people.none'
    | 'account.notChosen'
    | 'program.notChosen'
    | 'robot.notChosen'
    | 'agent.notChosen'
}

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
 * What a step brings into a run, and what it lets out of it; see `shared/rules/exposure.ts`. `private`: what is the owner's own.
 * `untrusted`: text that somebody else may have written, which is never an order. `out`: something may leave the computer for others.
 */
export type Exposure = { readonly private: boolean; readonly untrusted: boolean; readonly out: boolean }
export const nothingExposed: Exposure = { private: false, untrusted: false, out: false }

/**
 * What a kind of step is, for main and the page alike. Its sentence and its field names live in i18n under
 * `steps.<kind>`; what it does lives in electron/runner/steps under the same file name.
 */
export type StepDefinition<Schema extends z.ZodType> = { readonly schema: Schema } & StepRules<z.infer<Schema>>

/** What a step counts its progress in; a key under `units.progress` in i18n. */
export type StepUnit = 'documents' | 'files' | 'questions' | 'rows' | 'messages' | 'pages' | 'turns'

export type StepRules<Step> = {
  /** Where people look for it. */
  readonly group: 'read' | 'ask' | 'decide' | 'make' | 'tell'
  readonly fields: readonly StepField[]
  readonly unit: StepUnit
  /** What it must leave behind to count as done: a result for later steps, a file, or its owner's yes. */
  readonly leaves: 'result' | 'file' | 'approval'
  /** What it asks of the agent's model; null for a step that asks none. */
  readonly needs: (step: Step) => StepNeeds | null
  readonly exposes: (step: Step) => Exposure
  /** What its owner allowed by what they picked in it, each with the field it was picked in; nothing else is allowed. */
  readonly grants: (step: Step) => readonly Grant[]
  readonly problems: (step: Step) => readonly StepProblem[]
  /**
   * More or longer texts never give fewer tokens, and a higher scenario never less than a lower one. Null: nothing can be said before
   * it has run, so the agent's own past runs are all there is to go by.
   */
  readonly forecast: (step: Step, outlook: StepOutlook) => StepForecast | null
}
