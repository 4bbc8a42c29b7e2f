import { basename } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Program } from '../../../shared/model/program.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { StepContext } from '../step-context.ts'
import { grantedFolder } from '../tools/files/granted-folder.ts'
import { type Finished, runCommand } from '../tools/programs/run-command.ts'
import { askFirst } from './ask-first.ts'

const finishedSchema = z.object({
  exitCode: z.number().int().nullable(),
  output: z.string(),
  wasCut: z.boolean(),
  timedOut: z.boolean(),
})

/**
 * The one door through which programs are started: the owner sees the exact command first. A program whose end this run did not live
 * to hear of is not started again by itself; the owner is asked once more.
 *
 * @param item names the act within its step, the same after a resume
 * @throws CodedError approval.refused, folder.*, program.*
 */
export async function runApproved(
  step: Step,
  item: string,
  command: Program & { readonly folder: string; readonly minutes: number },
  context: StepContext,
): Promise<Finished> {
  const { checkpoints, clock, main, order, disk, signal } = context
  const done = checkpoints.find(`${item}/ended`, finishedSchema)
  if (done !== null) return done
  const begun = checkpoints.find(`${item}/begun`, z.number().int()) ?? 0
  const planned = {
    kind: 'command' as const,
    program: command.path,
    arguments: command.arguments,
    folder: await grantedFolder(command.folder, 'write', order.agent.grants, disk),
  }
  const act = await askFirst(step, begun === 0 ? item : `${item}/again-${begun}`, planned, context)
  if (act.kind !== 'command') throw new CodedError('request.invalid', {}, `a command became a ${act.kind}`)
  const folder = await grantedFolder(act.folder, 'write', order.agent.grants, disk)
  await checkpoints.keep(`${item}/begun`, begun + 1)
  context.progress({ item: basename(act.program) })
  const finished = await runCommand(
    { path: act.program, arguments: act.arguments, folder, milliseconds: command.minutes * 60_000 },
    {
      clock,
      signal,
      async onStarted(pid) {
        await main.call('child.started', { pid })
      },
      async onEnded(pid) {
        await main.call('child.ended', { pid })
      },
    },
  )
  await checkpoints.keep(`${item}/ended`, finished)
  return finished
}
