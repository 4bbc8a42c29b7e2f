import { createHash } from 'node:crypto'
import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { deliverableIdSchema } from '../../../shared/model/brand.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { SendMailStep } from '../../../shared/steps/send-mail.ts'
import { askFirst } from '../acts/ask-first.ts'
import { fillIn } from '../fill-in.ts'
import type { MailDoors } from '../tools/mail/doors.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { attachedFiles, attachedSchema, contentAsShown } from '../tools/mail/attached.ts'
import { addressesIn, layDraft, type Mail, send, wasSent } from '../tools/mail/outgoing.ts'
import { itemsOf } from '../values.ts'

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema }),
])
const mailSchema = z.object({
  to: z.array(z.string()),
  subject: z.string(),
  body: z.string(),
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  attached: z.array(attachedSchema).default([]),
})
type Planned = z.infer<typeof mailSchema>

/**
 * Lays drafts for their owner to send, or sends mails their owner has seen. Each has its number for good before it goes out: after a
 * kill the mailbox is asked whether it went, and one of which nobody can tell is never sent again.
 *
 * @throws CodedError of `mail.*`, approval.refused
 */
export async function sendMail(step: SendMailStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a mail builds on a step')
  const { items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const { address } = await context.main.call('mail.open', { stepId: step.id })
  const leftOut = [...given.leftOut]
  let count = 0
  for (const [index, item] of items.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: items.length, item: item.name })
    const kept = context.checkpoints.find(`mail-${index}`, outcomeSchema)
    const outcome = kept ?? (await oneMail(step, item, index, address, context))
    if (kept === null) await context.checkpoints.keep(`mail-${index}`, outcome)
    if (outcome.kind === 'done') count += 1
    else leftOut.push(outcome.leftOut)
  }
  if (count === 0) throw new CodedError('run.nothingUsable', { count: items.length })
  return { kind: 'sent', count, leftOut }
}

async function oneMail(
  step: SendMailStep,
  item: Item,
  index: number,
  address: string,
  context: StepContext,
): Promise<z.infer<typeof outcomeSchema>> {
  try {
    const { attached, ...planned } = await plannedMail(step, item, index, address, context)
    const { reading, sending } = await context.main.call('mail.open', { stepId: step.id })
    if (reading === null || (sending === null && step.mode === 'send')) {
      throw new CodedError('request.refused', {}, 'nobody agreed to a mail')
    }
    const attachments = []
    for (const file of attached) attachments.push({ filename: file.name, content: await contentAsShown(file, context) })
    const mail: Mail = { ...planned, attachments }
    if (sending === null || step.mode === 'draft') await layDraft({ address, reading }, mail)
    else await sendOnce(index, { address, reading, sending }, mail, context)
    await show(step, mail, index, context)
    return { kind: 'done' }
  } catch (thrown) {
    context.signal.throwIfAborted()
    const isOfOne = thrown instanceof CodedError && ['mail.badAddress', 'mail.outcomeUnknown'].includes(thrown.code)
    if (!isOfOne) throw thrown
    return { kind: 'leftOut', leftOut: await context.leaveOut(item.name, toAppError(thrown)) }
  }
}

/** What goes out, word for word: fixed before anything is done, for a mail that is sent as its owner has seen or changed it. */
async function plannedMail(
  step: SendMailStep,
  item: Item,
  index: number,
  address: string,
  context: StepContext,
): Promise<Planned> {
  const { checkpoints, order } = context
  const kept = checkpoints.find(`plan-${index}`, mailSchema)
  if (kept !== null) return kept
  const number = createHash('sha256').update(`${order.runId}/${step.id}/${index}`).digest('hex').slice(0, 32)
  const replyTo = item.fields.messageId
  const planned = {
    to: addressesIn(fillIn(step.to, item)),
    subject: fillIn(step.subject, item).replace(/\s+/g, ' ').trim(),
    body: fillIn(step.body, item),
    messageId: `<${number}@kaihe-companion>`,
    inReplyTo: typeof replyTo === 'string' && replyTo !== '' ? replyTo : null,
    attached: await attachedFiles(step, context),
  }
  if (step.mode === 'send') {
    const act = await askFirst(
      step,
      `mail-${index}`,
      {
        kind: 'mail',
        mode: 'send',
        from: address,
        to: planned.to,
        cc: [],
        subject: planned.subject,
        body: planned.body,
        attachments: planned.attached.map(({ name, bytes }) => ({ name, bytes })),
      },
      context,
    )
    if (act.kind === 'mail')
      Object.assign(planned, { to: addressesIn(act.to.join(',')), subject: act.subject, body: act.body })
  }
  await checkpoints.keep(`plan-${index}`, planned)
  return planned
}

/** Written down before it goes out: found again, the mailbox is asked, and without an answer it is not sent a second time. */
async function sendOnce(index: number, doors: MailDoors, mail: Mail, { checkpoints }: StepContext): Promise<void> {
  if (checkpoints.find(`begun-${index}`, z.literal(true)) !== null) {
    if (await wasSent(doors, mail.messageId)) return
    throw new CodedError('mail.outcomeUnknown', { subject: mail.subject })
  }
  await checkpoints.keep(`begun-${index}`, true)
  await send(doors, mail)
}

async function show(step: SendMailStep, mail: Mail, index: number, { order, main, clock }: StepContext): Promise<void> {
  const text = `**${mail.to.join(', ')}**\n\n${mail.body}`
  const hash = createHash('sha256').update(text)
  await main.call('deliverable.add', {
    id: deliverableIdSchema.parse(
      createHash('sha256').update(`${order.runId}/${step.id}/${index}`).digest('hex').slice(0, 32),
    ),
    runId: order.runId,
    stepId: step.id,
    title: mail.subject.slice(0, 300),
    path: '',
    format: 'mail',
    bytes: Buffer.byteLength(mail.body),
    sha256: hash.digest('hex'),
    createdAt: clock.now(),
    preview: text.slice(0, 400_000),
  })
}
