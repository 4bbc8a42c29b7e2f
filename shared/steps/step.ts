import { z } from 'zod'
import { approve } from './approve.ts'
import { askAi } from './ask-ai.ts'
import { extract } from './extract.ts'
import { classify } from './classify.ts'
import { translate } from './translate.ts'
import { compare } from './compare.ts'
import { draft } from './draft.ts'
import { decide } from './decide.ts'
import { otherwise } from './otherwise.ts'
import type { Exposure, StepField, StepForecast, StepNeeds, StepOutlook, StepProblem, StepRules } from './definition.ts'
import type { Grant } from '../model/permission.ts'
import { drawChart } from './draw-chart.ts'
import { arrangeFiles } from './arrange-files.ts'
import { notify } from './notify.ts'
import { readFolder } from './read-folder.ts'
import { runProgram } from './run-program.ts'
import { describeImages } from './describe-images.ts'
import { readClipboard } from './read-clipboard.ts'
import { readResult } from './read-result.ts'
import { readFeed } from './read-feed.ts'
import { readPage } from './read-page.ts'
import { readFile } from './read-file.ts'
import { readTable } from './read-table.ts'
import { sumUp } from './sum-up.ts'
import { writeTable } from './write-table.ts'
import { readMail } from './read-mail.ts'
import { sendMail } from './send-mail.ts'
import { sendMessage } from './send-message.ts'
import { summarize } from './summarize.ts'
import { work } from './work.ts'
import { writeCalendar } from './write-calendar.ts'
import { writeDocument } from './write-document.ts'

/** Every kind of step under its name. A new one is added here, in `electron/runner/performers.ts` and in the texts. */
export const stepDefinitions = {
  readFolder,
  summarize,
  writeDocument,
  approve,
  runProgram,
  drawChart,
  writeCalendar,
  work,
  readPage,
  readFeed,
  askAi,
  extract,
  classify,
  translate,
  compare,
  draft,
  decide,
  otherwise,
  readFile,
  readTable,
  sumUp,
  writeTable,
  arrangeFiles,
  notify,
  readMail,
  sendMail,
  sendMessage,
  readClipboard,
  readResult,
  describeImages,
}

export const stepSchema = z.discriminatedUnion('kind', [
  readFolder.schema,
  summarize.schema,
  writeDocument.schema,
  approve.schema,
  runProgram.schema,
  drawChart.schema,
  writeCalendar.schema,
  work.schema,
  readPage.schema,
  readFeed.schema,
  askAi.schema,
  extract.schema,
  classify.schema,
  translate.schema,
  compare.schema,
  draft.schema,
  decide.schema,
  otherwise.schema,
  readFile.schema,
  readTable.schema,
  sumUp.schema,
  writeTable.schema,
  arrangeFiles.schema,
  notify.schema,
  readMail.schema,
  sendMail.schema,
  sendMessage.schema,
  readClipboard.schema,
  readResult.schema,
  describeImages.schema,
])
export type Step = z.infer<typeof stepSchema>
export type StepKind = Step['kind']

export const stepKinds = Object.keys(stepDefinitions).filter(isStepKind)
export const stepKindSchema = z.string().refine(isStepKind)

function isStepKind(name: string): name is StepKind {
  return Object.hasOwn(stepDefinitions, name)
}

type StepMap = { [Each in Step as Each['kind']]: Each }
/** A step of one kind; of all kinds it is `Step`. */
export type StepOf<Kind extends StepKind> = { [Each in Kind]: StepMap[Each] & { kind: Each } }[Kind]

const rules: { readonly [Kind in StepKind]: StepRules<StepMap[Kind]> } = stepDefinitions

/** The parts of a step its owner can change, in the order of its form. */
export function fieldsOf(kind: StepKind): readonly StepField[] {
  return rules[kind].fields
}

/** What a step asks of the agent's model; null when it asks none. */
export function needsOf<Kind extends StepKind>(step: StepOf<Kind>): StepNeeds | null {
  return rules[step.kind].needs(step)
}

/** What a step brings into a run and lets out of it. */
export function exposureOf<Kind extends StepKind>(step: StepOf<Kind>): Exposure {
  return rules[step.kind].exposes(step)
}

/** What a step is allowed by what was picked in it. */
export function grantsOf<Kind extends StepKind>(step: StepOf<Kind>): readonly Grant[] {
  return rules[step.kind].grants(step)
}

/** What is still missing before this step can run; empty when nothing is. */
export function problemsOf<Kind extends StepKind>(step: StepOf<Kind>): readonly StepProblem[] {
  return rules[step.kind].problems(step)
}

/** The calls a step will probably make, and what it hands on; null where that cannot be told. */
export function forecastOfStep<Kind extends StepKind>(step: StepOf<Kind>, outlook: StepOutlook): StepForecast | null {
  return rules[step.kind].forecast(step, outlook)
}
