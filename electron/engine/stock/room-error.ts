import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'

const failureSchema = z.object({ code: z.enum(['ENOSPC', 'EDQUOT']) })

/** The error of a disk that is full, in the owner's words; null for any other. */
export function roomError(thrown: unknown, name: string, missing: number): CodedError | null {
  if (!failureSchema.safeParse(thrown).success) return null
  return new CodedError('ownModel.noRoom', { name, needed: gigabytes(missing), free: 0 })
}

/** With one digit behind the point, and never nothing for something. */
export function gigabytes(bytes: number): number {
  return Math.max(bytes > 0 ? 0.1 : 0, Math.round(bytes / 100_000_000) / 10)
}
