import { CodedError } from '../../../../shared/contract/errors.ts'

export type DocumentErrorCode =
  | 'document.missing'
  | 'document.unreadable'
  | 'document.empty'
  | 'document.tooLarge'
  | 'document.encrypted'
  | 'document.broken'
  | 'document.unsupported'
  | 'document.noText'
  | 'document.changed'
  | 'document.timedOut'
  | 'folder.missing'
  | 'folder.unreadable'
  | 'folder.tooMany'

/**
 * A document or folder that cannot be read, and why. `params` always has `name`; `document.tooLarge` and
 * `folder.tooMany` also have `limit` (which one) and `max`; `document.unsupported` has `format`;
 * `document.unreadable` and `folder.unreadable` have `reason` (a system error code, or `notAFile`).
 */
export class DocumentError extends CodedError {
  declare readonly code: DocumentErrorCode

  constructor(code: DocumentErrorCode, params: Record<string, string | number>, detail = '', cause?: unknown) {
    super(code, params, detail)
    this.name = 'DocumentError'
    if (cause !== undefined) this.cause = cause
  }
}

/** The system's error code of a thrown thing, such as `ENOENT`; null for anything else. */
export function systemCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
}

export function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}
