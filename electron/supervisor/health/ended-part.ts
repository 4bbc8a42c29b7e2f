import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type LoggedTrouble, processKindSchema } from '../../../shared/model/health.ts'

type Part = { readonly type: string; readonly serviceName?: string | undefined; readonly name?: string | undefined }

/** Which of our processes Electron means. */
export function processKindOf({ type: kind, serviceName, name }: Part) {
  if (kind === 'Browser') return 'main'
  if (kind === 'Tab') return 'page'
  if (kind === 'GPU') return 'graphics'
  const said = `${serviceName ?? ''} ${name ?? ''}`
  if (/network/i.test(said)) return 'network'
  return processKindSchema.options.find((each) => said.includes(`kaihe-${each}`)) ?? 'other'
}

/** What is noted of a process that is gone; null where it went by itself, or was let go of as ours are once they are done. */
export function endedPart(
  part: Part & { readonly reason: string; readonly exitCode: number },
): { where: LoggedTrouble['where']; error: AppError } | null {
  const { reason, exitCode } = part
  if (reason === 'clean-exit' || reason === 'killed') return null
  const where = processKindOf(part)
  return { where, error: toAppError(new CodedError('app.partEnded', {}, `${where}: ${reason}, code ${exitCode}`)) }
}
