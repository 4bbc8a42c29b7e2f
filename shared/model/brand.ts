import { z } from 'zod'

/** An id of one kind cannot be passed where another kind is meant; the brand exists only for the compiler. */
const identifier = <const Brand extends string>() => z.string().min(1).max(120).brand<Brand>()

export const agentIdSchema = identifier<'AgentId'>()
export const stepIdSchema = identifier<'StepId'>()
export const triggerIdSchema = identifier<'TriggerId'>()
export const firingIdSchema = identifier<'FiringId'>()
export const runIdSchema = identifier<'RunId'>()
export const deliverableIdSchema = identifier<'DeliverableId'>()
export const approvalIdSchema = identifier<'ApprovalId'>()
export const standingYesIdSchema = identifier<'StandingYesId'>()
export const providerIdSchema = identifier<'ProviderId'>()
/** A model's own name at its provider; names of 200 characters exist behind routers. */
export const modelNameSchema = z.string().min(1).max(200).brand<'ModelName'>()

export type AgentId = z.infer<typeof agentIdSchema>
export type StepId = z.infer<typeof stepIdSchema>
export type TriggerId = z.infer<typeof triggerIdSchema>
export type FiringId = z.infer<typeof firingIdSchema>
export type RunId = z.infer<typeof runIdSchema>
export type DeliverableId = z.infer<typeof deliverableIdSchema>
export type ApprovalId = z.infer<typeof approvalIdSchema>
export type StandingYesId = z.infer<typeof standingYesIdSchema>
export type ProviderId = z.infer<typeof providerIdSchema>
export type ModelName = z.infer<typeof modelNameSchema>

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z, within the range of a JavaScript Date. */
export const instantSchema = z.number().int().min(-8.64e15).max(8.64e15).brand<'Instant'>()
export type Instant = z.infer<typeof instantSchema>

/** Asking the runtime for a zone is dear, and the same few names come with every stored trigger. */
const knownZones = new Set<string>()

/** An IANA zone name that this runtime knows, such as `Asia/Shanghai`. */
export const zoneSchema = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => {
    if (knownZones.has(name)) return true
    try {
      new Intl.DateTimeFormat('en', { timeZone: name })
      knownZones.add(name)
      return true
    } catch {
      return false
    }
  }, 'zone.unknown')
  .brand<'Zone'>()
export type Zone = z.infer<typeof zoneSchema>
