import { z } from 'zod'
import { appErrorSchema } from '../../shared/contract/errors.ts'
import { approvalPreviewLimit } from '../../shared/model/approval.ts'
import { agentSchema } from '../../shared/model/agent.ts'
import { instantSchema, runIdSchema, stepIdSchema, zoneSchema } from '../../shared/model/brand.ts'
import { fileChangeKindSchema, formerContentSchema } from '../../shared/model/file-change.ts'
import { robotKindSchema } from '../../shared/model/robot.ts'
import { answerTokensSchema } from '../../shared/model/reuse.ts'
import { shownResultSchema } from '../../shared/model/shown-result.ts'
import { plannedActSchema } from '../../shared/model/planned-act.ts'
import { modelReferenceSchema } from '../../shared/model/provider.ts'
import { deliverableSchema, leftOutSchema, longestPreview } from '../../shared/model/run.ts'
import { languageSchema } from '../../shared/model/settings.ts'
import { offeredToolSchema } from '../../shared/model/tool-server.ts'
import { spentSchema } from '../../shared/model/usage.ts'
import { offeredDoorsSchema } from './tools/mail/doors.ts'
import { undoOrderSchema } from './undo/protocol.ts'
import type { ContractOf } from '../ipc/port-calls.ts'

import { nothing, operation } from './operation.ts'
import { measureOrderSchema } from './measure/protocol.ts'
import { plannedReportSchema, planOrderSchema } from './planning/protocol.ts'
/**
 * Messages between main and one runner over the utility process's port. The runner asks, main answers; every fact that must
 * outlive the runner is acknowledged by main after it is stored.
 */

export const gatewayDoorSchema = z.object({ baseUrl: z.string(), token: z.string() })
export type GatewayDoor = z.infer<typeof gatewayDoorSchema>

/** Everything a runner needs to do, or to go on with, one run. */
export const runOrderSchema = z.object({
  runId: runIdSchema,
  agent: agentSchema,
  model: modelReferenceSchema,
  modelLabel: z.string(),
  modelIsPractice: z.boolean(),
  contextTokens: z.number().int().positive(),
  language: languageSchema,
  zone: zoneSchema,
  /** When the run was created; reports are dated by it, so that a resumed run names the same file. */
  createdAt: instantSchema,
  gateway: gatewayDoorSchema,
  /** A folder of this run's own for what need not be kept; main removes it when the run has ended. */
  scratchFolder: z.string(),
  /** Where copies of what is changed are put, named by their content, so that it can be taken back. */
  keptFolder: z.string(),
  /** The agent is only tried: on so many things at most, and nothing is written but into this folder, and nothing sent. */
  trial: z.object({ most: z.number().int().positive(), folder: z.string() }).nullable().default(null),
  /** Absolute paths of files earlier runs of this agent wrote: its reports are not documents to read again. */
  ownOutputs: z.array(z.string()).default([]),
})
export type RunOrder = z.infer<typeof runOrderSchema>

/** A finished unit of work inside a step: a document read, a part summarized, a file written. */
export const checkpointSchema = z.object({ stepId: stepIdSchema, item: z.string().max(800), value: z.json() })
export type Checkpoint = z.infer<typeof checkpointSchema>

/** A file act as it is journaled before and after it is done. */
export const fileActSchema = z.object({
  stepId: stepIdSchema,
  /** Stable over resumes, such as `report`. */
  item: z.string().max(800),
  /** Where the file is to be; the final name is decided when the act begins and kept over resumes. */
  path: z.string().max(4096),
  sha256: z.string(),
  bytes: z.number().int().nonnegative(),
  change: fileChangeKindSchema.optional(),
  /** Where it was, for a move or a copy. */
  from: z.string().max(4096).nullable().optional(),
  /** What lay at `path` before, for a file that is given new content. */
  before: formerContentSchema.nullable().optional(),
})
export type FileAct = z.infer<typeof fileActSchema>

const placeSchema = z.object({ host: z.string().max(253), port: z.number().int().min(1).max(65_535) })
/** A proxy requests must take, and what it wants to hear of who asks. */
const upstreamSchema = placeSchema.extend({ authorization: z.string().max(2000).optional() })
export type UpstreamProxy = z.infer<typeof upstreamSchema>
/** The way out of a window that shows a page: a proxy on 127.0.0.1, and the word it lets in. */
export const pageProxySchema = z.object({ port: z.number().int().min(1).max(65_535), secret: z.string().max(200) })
export type PageProxy = z.infer<typeof pageProxySchema>
/** Of a page as it was shown. */
export const mostShownCharacters = 5_000_000

const seenItemSchema = z.object({ item: z.string().max(8000), version: z.string().max(200) })

/** What a runner may ask of main. */
export const runnerOperations = {
  'checkpoints.read': operation(
    z.object({ stepId: stepIdSchema }),
    z.object({ checkpoints: z.array(checkpointSchema) }),
  ),
  'checkpoint.keep': operation(checkpointSchema, nothing),
  /** Main stores the intent; `path` in the answer is the one to use (that of the first try after a resume). */
  'act.begin': operation(fileActSchema, z.object({ path: z.string(), done: z.boolean() })),
  'act.end': operation(z.object({ stepId: stepIdSchema, item: z.string() }), nothing),
  /** `preview`: Markdown for the page; null for a file that is text itself. */
  'deliverable.add': operation(
    deliverableSchema.extend({ preview: z.string().max(longestPreview).nullable() }),
    nothing,
  ),
  'leftOut.add': operation(leftOutSchema, nothing),
  /**
   * Asks the owner before something is done, unless they agreed to it before and may be taken at that word; the question is stored when this is answered. `open`: this process is let go of, and
   * a new one asks again once the owner has answered.
   */
  'approval.ask': operation(
    z.object({
      stepId: stepIdSchema,
      item: z.string().max(800),
      message: z.string().max(2000),
      preview: z.string().max(approvalPreviewLimit),
      /** What is about to be done; null for a question about what was made. */
      act: plannedActSchema.nullable().default(null),
    }),
    z.object({
      answer: z.enum(['approved', 'refused', 'open']),
      /** What the owner said to it; empty when nothing. */
      reason: z.string(),
      /** What may be done: as it was shown, or as the owner changed it. */
      act: plannedActSchema.nullable(),
    }),
  ),
  /** What it takes to open the mailbox a step names; to send from it only once its owner agreed to a mail. */
  'mail.open': operation(z.object({ stepId: stepIdSchema }), offeredDoorsSchema),
  /** Tells the owner something on their desktop. */
  'owner.tell': operation(z.object({ stepId: stepIdSchema, text: z.string().min(1).max(1000) }), nothing),
  /** What the chat robot of a step is called, and which service it is of. */
  'robot.describe': operation(
    z.object({ stepId: stepIdSchema }),
    z.object({ name: z.string(), kind: robotKindSchema }),
  ),
  /** Has main write to the step's robot what was agreed to, word for word. */
  'robot.send': operation(z.object({ stepId: stepIdSchema, text: z.string().min(1).max(200_000) }), nothing),
  /** The text on the clipboard. Throws `clipboard.*`. */
  'clipboard.read': operation(z.object({ stepId: stepIdSchema }), z.object({ text: z.string() })),
  /** A self-contained page as a PDF, in base64. */
  'document.print': operation(
    z.object({ stepId: stepIdSchema, html: z.string().max(20_000_000) }),
    z.object({ pdf: z.base64() }),
  ),
  /** The files of the newest result of the agent a step names, as absolute paths; a null run where there is none. */
  'result.find': operation(
    z.object({ stepId: stepIdSchema }),
    z.object({
      agentName: z.string(),
      runId: z.string().nullable(),
      files: z.array(z.string().max(4096)).max(1000),
    }),
  ),
  /** A program was started and leads a group of its own: main ends that group when this process is gone. */
  'child.started': operation(z.object({ pid: z.number().int().min(2) }), nothing),
  'child.ended': operation(z.object({ pid: z.number().int().min(2) }), nothing),
  /** What the run has spent so far. */
  'spent.read': operation(nothing, z.object({ spent: z.array(spentSchema) })),
  /** How requests to an address leave this computer: `upstream` is the proxy of the system where it is one that speaks HTTP. */
  'web.way': operation(
    z.object({ address: z.string().max(8000) }),
    z.object({ viaProxy: z.boolean(), upstream: upstreamSchema.nullable() }),
  ),
  /**
   * Shows a page in a window nobody sees whose only way out is the proxy of this process, and tells what it holds once its scripts
   * have filled it. `signedIn`: as the visitor the owner signed in for this agent.
   */
  'page.render': operation(
    z.object({
      stepId: stepIdSchema,
      address: z.string().max(8000),
      proxy: pageProxySchema,
      signedIn: z.boolean(),
    }),
    z.object({ url: z.string().max(20_000), status: z.number().int(), html: z.string().max(mostShownCharacters) }),
  ),
  /** What can be seen of a step's result; it is kept with the run, and nothing is worked out from it. */
  'result.show': operation(shownResultSchema.extend({ isPlan: z.boolean().default(false) }), nothing),
  /** An answer this agent got before to the very same question, put to the same model; null where there is none. */
  'answer.known': operation(z.object({ key: z.string().length(64) }), z.object({ text: z.string().nullable() })),
  /** Keeps a whole answer for later runs. */
  'answer.keep': operation(
    z.object({
      key: z.string().length(64),
      text: z.string().max(2_000_000),
      tokens: answerTokensSchema.nullable(),
    }),
    nothing,
  ),
  /** Uses a tool of a server; main refuses one the step did not tick. The answer is text of somebody else. */
  'tool.call': operation(
    z.object({
      stepId: stepIdSchema,
      server: z.string().max(80),
      tool: z.string().max(200),
      input: z.record(z.string(), z.json()),
    }),
    z.object({ text: z.string().max(200_000), isError: z.boolean() }),
  ),
  /** The tools of the servers a step ticked, as they describe themselves; what cannot be used says why. */
  'tools.describe': operation(z.object({ stepId: stepIdSchema }), z.object({ tools: z.array(offeredToolSchema) })),
  /**
   * What earlier runs of this agent that succeeded have seen of a source, by any name: a folder, a feed, a mailbox. `version`: of what
   * an item held then.
   */
  'source.known': operation(z.object({ source: z.string().max(8000) }), z.object({ items: z.array(seenItemSchema) })),
  /** Keeps what this run has seen of it. It counts once the run has succeeded; after one that failed all of it is new again. */
  'source.keep': operation(
    z.object({ source: z.string().max(8000), items: z.array(seenItemSchema).max(10_000) }),
    nothing,
  ),
  /** Where the gateway is now; waits until it is up again. */
  'gateway.find': operation(nothing, gatewayDoorSchema),
} as const
export type RunnerContract = ContractOf<typeof runnerOperations>

/** What a runner that lets a window out reports once it does. */
export const letOutReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lettingOut'), proxy: pageProxySchema }),
  z.object({ type: z.literal('failed'), error: appErrorSchema }),
])
export type LetOutReport = z.infer<typeof letOutReportSchema>

/** What main tells a runner. */
export const runnerOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), order: runOrderSchema }),
  /** Instead of `start`: the process does nothing else. */
  z.object({ type: z.literal('measure'), order: measureOrderSchema }),
  /** Instead of `start`: the process is the way out of a window in which the owner signs in to a site. */
  z.object({
    type: z.literal('letOut'),
    order: z.object({ address: z.string().max(8000), upstream: upstreamSchema.nullable() }),
  }),
  /** Instead of `start`, too. */
  z.object({ type: z.literal('undo'), order: undoOrderSchema }),
  z.object({ type: z.literal('plan'), order: planOrderSchema }),
  z.object({ type: z.literal('stop') }),
])
export type RunnerOrder = z.infer<typeof runnerOrderSchema>

/** What a runner reports unasked. */
export const runnerReportSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('step'),
    stepId: stepIdSchema,
    state: z.enum(['running', 'done', 'failed']),
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative().nullable(),
    item: z.string().nullable(),
    part: z.object({ index: z.number().int().positive(), of: z.number().int().positive() }).nullable(),
  }),
  /** Text for the page, batched by the runner to at most one message per 12 ms. */
  z.object({
    type: z.literal('text'),
    key: z.string(),
    label: z.string(),
    start: z.number().int().nonnegative(),
    text: z.string(),
  }),
  z.object({ type: z.literal('heartbeat') }),
  z.object({ type: z.literal('undone') }),
  plannedReportSchema,
  z.object({ type: z.literal('finished'), outcome: z.enum(['complete', 'partial', 'nothingToDo']) }),
  z.object({ type: z.literal('failed'), error: appErrorSchema }),
])
export type RunnerReport = z.infer<typeof runnerReportSchema>
