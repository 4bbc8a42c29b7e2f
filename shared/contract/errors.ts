import { z } from 'zod'

/**
 * Every error the owner can meet. Each code has three texts in i18n under `errors.<code>`: what happened, what it
 * means, and what to do next (dots in a code become nested keys).
 */
export const errorCodes = [
  'unexpected',
  'request.invalid',
  'request.refused',
  'document.missing',
  'document.unreadable',
  'document.empty',
  'document.tooLarge',
  'document.encrypted',
  'document.broken',
  'document.unsupported',
  'document.noText',
  'document.changed',
  'document.timedOut',
  'folder.missing',
  'folder.unreadable',
  'folder.notChosen',
  'folder.notGranted',
  'folder.notWritable',
  'folder.tooMany',
  'file.notWritten',
  'file.diskFull',
  'file.missing',
  'file.changed',
  'file.notOpened',
  'file.nameRefused',
  'file.notOrdinary',
  'table.noSuchSheet',
  'table.noHeader',
  'table.tooLong',
  'table.notASheet',
  'table.otherEncoding',
  'file.notChosen',
  'file.inUse',
  'chart.nothingToDraw',
  'chart.belowZero',
  'chart.tooMany',
  'chart.noFont',
  'calendar.noDate',
  'agent.missing',
  'agent.incomplete',
  'agent.alreadyRunning',
  'agent.lineFull',
  'agent.paused',
  'agent.quarantined',
  'schedule.noSuchDate',
  'schedule.endsBeforeStart',
  'schedule.cronUnreadable',
  'schedule.neverDue',
  'run.missing',
  'run.ended',
  'run.runnerDied',
  'run.runnerHung',
  'run.flooded',
  'run.tooMuchMemory',
  'run.timedOut',
  'run.stepTimedOut',
  'run.incomplete',
  'run.noDocuments',
  'run.nothingUsable',
  'run.setAsideLost',
  'run.noSuchColumn',
  'run.skippedMissed',
  'approval.missing',
  'approval.answered',
  'approval.unseen',
  'approval.refused',
  'approval.expired',
  'model.missing',
  'model.notAllowed',
  'model.noTools',
  'model.noVision',
  'model.noLanguage',
  'model.noneAllowed',
  'model.noneAble',
  'model.noneTakesIn',
  'model.noneTools',
  'model.noneVision',
  'model.noneLanguage',
  'model.noneGrade',
  'model.contextTooSmall',
  'model.cut',
  'model.inputCut',
  'model.emptyAnswer',
  'model.refusedContent',
  'model.badAnswer',
  'provider.missing',
  'provider.addressInvalid',
  'provider.notFound',
  'provider.unreachable',
  'provider.timedOut',
  'provider.tls',
  'provider.notAnApi',
  'provider.keyMissing',
  'provider.keyRefused',
  'provider.forbidden',
  'provider.modelUnknown',
  'provider.noMoney',
  'provider.rateLimited',
  'provider.serverError',
  'provider.requestRefused',
  'provider.inUse',
  'budget.reached',
  'budget.nearlyReached',
  'budget.priceMissing',
  'budget.rateMissing',
  'budget.sizeUnknown',
  'shortcut.taken',
  'settings.limitUnreadable',
  'keyring.unavailable',
  'keyring.locked',
  'keyring.changed',
  'storage.failed',
  'storage.diskFull',
  'storage.damaged',
  'storage.newer',
  'storage.damageFound',
  'storage.callsUnreadable',
  'gateway.unavailable',
  'web.addressInvalid',
  'web.notGranted',
  'web.privateAddress',
  'web.notFound',
  'web.unreachable',
  'web.timedOut',
  'web.insecure',
  'web.tooManyRedirects',
  'web.tooLarge',
  'web.signInNeeded',
  'web.refused',
  'web.gone',
  'web.rateLimited',
  'web.serverError',
  'web.notAPage',
  'web.notAFeed',
  'page.partMissing',
  'page.notShown',
  'page.signingIn',
  'mail.accountMissing',
  'mail.passwordMissing',
  'mail.unreachable',
  'mail.insecure',
  'mail.signInRefused',
  'mail.folderMissing',
  'mail.serverError',
  'webhook.portTaken',
  'program.missing',
  'program.notStarted',
  'program.timedOut',
  'program.failed',
  'program.notPicked',
  'work.turnsReached',
  'work.minutesReached',
  'work.moneyReached',
  'work.repeats',
  'server.missing',
  'server.unreachable',
  'server.timedOut',
  'server.toolMissing',
  'server.toolChanged',
  'server.toolFailed',
  'server.secretMissing',
] as const

export const errorCodeSchema = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCodeSchema>

/** An error on its way to a person: a code with the values its texts name, and the technical detail to fold away. */
export const appErrorSchema = z.object({
  code: errorCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string().max(4000),
})
export type AppError = z.infer<typeof appErrorSchema>

/** Thrown on our side of a boundary; `toAppError` makes it fit to cross. */
export class CodedError extends Error {
  readonly code: ErrorCode
  readonly params: Record<string, string | number>
  readonly detail: string

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.name = 'CodedError'
    this.code = code
    this.params = params
    this.detail = detail
  }
}

/** Turns anything thrown into an error that may be shown; unknown things become `unexpected` with their text as detail. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof CodedError) {
    return { code: thrown.code, params: thrown.params, detail: thrown.detail.slice(0, 4000) }
  }
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return { code: 'unexpected', params: {}, detail: detail.slice(0, 4000) }
}
