import { basename } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { SendMailStep } from '../../../../shared/steps/send-mail.ts'
import type { StepContext } from '../../step-context.ts'
import { openGranted } from '../files/open-granted.ts'
import { sha256 } from '../files/sha256.ts'

/** A file that goes with a mail, as its owner was shown it. */
export const attachedSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
})
export type Attached = z.infer<typeof attachedSchema>

/** What most providers take in one mail, with what base64 adds. */
const mostBytes = 18_000_000

/**
 * The files an earlier step of this run made.
 *
 * @throws CodedError document.tooLarge for more than a mail holds, and why one cannot be read
 */
export async function attachedFiles(step: SendMailStep, context: StepContext): Promise<Attached[]> {
  const made = step.attach === null ? undefined : context.results.get(step.attach)
  if (made?.kind !== 'written') return []
  const paths = [...new Set([made.path, ...made.more])]
  const files: Attached[] = []
  for (const path of paths) {
    const content = await contentOf(path, context)
    files.push({ path, name: basename(path), bytes: content.length, sha256: sha256(content) })
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const name = files[0]?.name ?? ''
  if (bytes > mostBytes) throw new CodedError('document.tooLarge', { name, limit: 'bytes', max: mostBytes })
  return files
}

/** What a file that was shown holds. @throws CodedError file.changed when it is no longer what was shown */
export async function contentAsShown({ path, name, sha256: shown }: Attached, context: StepContext): Promise<Buffer> {
  const content = await contentOf(path, context)
  if (sha256(content) !== shown) throw new CodedError('file.changed', { name })
  return content
}

async function contentOf(path: string, { order }: StepContext): Promise<Buffer> {
  const grants = order.agent.grants.map((grant) => ({ ...grant, access: 'read' as const }))
  const opened = await openGranted(path, 'read', grants)
  try {
    const name = basename(path)
    if (opened.bytes > mostBytes) throw new CodedError('document.tooLarge', { name, limit: 'bytes', max: mostBytes })
    return await opened.handle.readFile()
  } finally {
    await opened.handle.close()
  }
}
