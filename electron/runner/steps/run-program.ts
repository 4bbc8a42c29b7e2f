import { basename } from 'node:path'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Column } from '../../../shared/model/item.ts'
import type { Program } from '../../../shared/model/program.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { RunProgramStep } from '../../../shared/steps/run-program.ts'
import { runApproved } from '../acts/run-approved.ts'
import { fillIn } from '../fill-in.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { Finished } from '../tools/programs/run-command.ts'
import { asItems, emptyItem, itemsOf } from '../values.ts'

const columns: Column[] = [{ name: 'exitCode', type: 'number', meaning: '' }]
/** How much of a failed program's last words an error carries. */
const lastWords = 3000

/**
 * Runs the owner's program: once for every thing of the list where its arguments name columns, otherwise once. What it says becomes a
 * text; one that reports a failure is one.
 *
 * @throws CodedError program.*, folder.*, approval.refused, run.noSuchColumn
 */
export async function runProgram(step: RunProgramStep, given: Given | null, context: StepContext): Promise<StepResult> {
  const { program, folder, minutes } = step
  if (program === null || folder === null) throw new CodedError('agent.incomplete', {}, 'no program or no folder')
  const things = await thingsFor(program, given, context)
  const leftOut: LeftOut[] = [...(given?.leftOut ?? [])]
  const items: Item[] = []
  let firstFailure: CodedError | null = null
  for (const [index, thing] of things.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: things.length, item: thing.name || basename(program.path) })
    const filled = {
      ...program,
      arguments: program.arguments.map((each) => (given === null ? each : fillIn(each, thing))),
    }
    const item = `program-${index}-${sha256(JSON.stringify(filled)).slice(0, 16)}`
    try {
      const finished = await runApproved(step, item, { ...filled, folder, minutes }, context)
      items.push(resultOf(thing, filled, finished, minutes))
    } catch (thrown) {
      context.signal.throwIfAborted()
      if (things.length === 1 || !isAboutOne(thrown)) throw thrown
      firstFailure ??= thrown
      leftOut.push(await context.leaveOut(thing.name || filled.arguments.join(' '), toAppError(thrown)))
    }
  }
  if (items.length === 0 && firstFailure !== null) throw firstFailure
  return asItems({ columns, items, leftOut }, context.scratch)
}

/** The same command again and again would do nothing new: only arguments that name columns make it one for each. */
async function thingsFor(program: Program, given: Given | null, { scratch }: StepContext): Promise<Item[]> {
  const pointing = program.arguments.some((each) => /(?<!\{)\{[^{}]{1,80}\}/.test(each))
  if (given === null || !pointing) return [emptyItem('')]
  return (await itemsOf(given, scratch)).items
}

function resultOf(thing: Item, { path }: Program, finished: Finished, minutes: number): Item {
  const name = basename(path)
  const { exitCode, output, timedOut } = finished
  if (timedOut) throw new CodedError('program.timedOut', { name, minutes }, output.slice(-lastWords))
  if (exitCode !== 0) {
    throw new CodedError('program.failed', { name, code: exitCode ?? 'signal' }, output.slice(-lastWords))
  }
  return { ...thing, name: thing.name || name, text: output, fields: { ...thing.fields, exitCode } }
}

/** A program that failed on one thing may do well on the next; a missing one, or the owner's no, holds for all. */
function isAboutOne(thrown: unknown): thrown is CodedError {
  return thrown instanceof CodedError && (thrown.code === 'program.failed' || thrown.code === 'program.timedOut')
}
