import type { ImapFlow } from 'imapflow'
import type { Address } from 'postal-mime'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Cell, Column } from '../../../shared/model/item.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { ReadMailStep } from '../../../shared/steps/read-mail.ts'
import type { StepContext } from '../step-context.ts'
import { type Given, type Item, itemSchema, type StepResult } from '../step-results.ts'
import { pagesOf, storeText } from '../stored-text.ts'
import { detectLanguage } from '../tools/documents/detect-language.ts'
import { readDocumentBytes } from '../tools/documents/read-document.ts'
import { openBox, withMailbox } from '../tools/mail/mailbox.ts'
import { asItems, emptyItem } from '../values.ts'

const columns: readonly Column[] = ['from', 'to', 'subject', 'date', 'messageId'].map((name) => ({
  name,
  type: name === 'date' ? 'date' : 'text',
  meaning: '',
}))
const mostBytes = 25 * 1024 * 1024

/**
 * Reads mails with what is attached to them. Nothing is marked as read or changed. Only numbers from the last run on are asked for, so a
 * mailbox of any size costs the same; what is more than wanted at once comes next time.
 *
 * @throws CodedError of `mail.*`
 */
export async function readMail(step: ReadMailStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  const { main } = context
  const { reading } = await main.call('mail.open', { stepId: step.id })
  if (reading === null) throw new CodedError('request.refused', {}, 'the mailbox may not be read')
  return withMailbox(reading, async (client) => {
    const box = await openBox(client, step.mailbox)
    const source = `mail ${step.account} ${step.mailbox} ${box.uidValidity}`
    const { items: known } = await main.call('source.known', { source })
    const next = Number(known.find(({ item }) => item === 'next')?.version ?? 0)
    const uids = await wantedUids(client, step, next)
    const items: Item[] = []
    const leftOut: LeftOut[] = []
    for (const [index, uid] of uids.entries()) {
      context.signal.throwIfAborted()
      context.progress({ done: index, total: uids.length })
      const kept = context.checkpoints.find(`mail-${box.uidValidity}-${uid}`, itemSchema)
      try {
        const item = kept ?? (await readOne(client, uid, context))
        if (kept === null) await context.checkpoints.keep(`mail-${box.uidValidity}-${uid}`, item)
        items.push(item)
      } catch (thrown) {
        context.signal.throwIfAborted()
        if (!(thrown instanceof CodedError) || !thrown.code.startsWith('document.')) throw thrown
        leftOut.push(await context.leaveOut(`${step.mailbox} ${uid}`, toAppError(thrown)))
      }
    }
    if (step.which === 'new') {
      const after = Math.max(next, ...uids.map((uid) => uid + 1), ...(uids.length === 0 ? [box.uidNext] : []))
      await main.call('source.keep', { source, items: [{ item: 'next', version: String(after) }] })
    }
    if (items.length === 0 && leftOut.length === 0) return { kind: 'nothing' }
    if (items.length === 0) throw new CodedError('run.nothingUsable', { count: leftOut.length })
    return asItems({ columns, items, leftOut }, context.scratch)
  })
}

/** The oldest of what is new, or the newest where nothing is known yet; never more than wanted at once. */
async function wantedUids(client: ImapFlow, step: ReadMailStep, next: number): Promise<number[]> {
  const isFirst = next === 0
  const query = step.which === 'unread' ? { seen: false } : { uid: `${Math.max(1, next)}:*` }
  const found = (await client.search(query, { uid: true })) || []
  // A range up to `*` always has the newest message in it, however old that is.
  const uids = found.filter((uid) => step.which === 'unread' || uid >= next).toSorted((left, right) => left - right)
  return isFirst || step.which === 'unread' ? uids.slice(-step.most) : uids.slice(0, step.most)
}

async function readOne(client: ImapFlow, uid: number, context: StepContext): Promise<Item> {
  const found = await client.fetchOne(String(uid), { uid: true, source: { maxLength: mostBytes + 1 } }, { uid: true })
  const bytes = found === false ? undefined : found.source
  if (bytes === undefined) throw new CodedError('document.missing', { name: String(uid) })
  if (bytes.length > mostBytes)
    throw new CodedError('document.tooLarge', { name: String(uid), limit: 'bytes', max: mostBytes })
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(bytes)
  const subject = mail.subject?.trim() || `(${uid})`
  const read = await readDocumentBytes(`${subject.slice(0, 100)}.eml`, bytes, context.signal)
  // What it says counts, not the head that every mail has.
  const text = { ...read, language: detectLanguage(mail.text?.trim() || read.text) }
  const fields: Record<string, Cell> = {
    from: mail.from?.address ?? '',
    to: addressesOf(mail.to),
    subject,
    date: mail.date ?? null,
    messageId: mail.messageId ?? null,
  }
  const document = {
    relativePath: subject,
    path: '',
    origin: 'mail' as const,
    sha256: text.sha256,
    stored: await storeText(text, context.scratch),
    characters: text.characters,
    pages: pagesOf(text),
    language: text.language,
    kind: text.kind,
    warnings: text.warnings,
  }
  return { ...emptyItem(subject), document, fields }
}

function addressesOf(addresses: readonly Address[] | undefined): string {
  return (addresses ?? []).flatMap(({ address }) => address ?? []).join(', ')
}
