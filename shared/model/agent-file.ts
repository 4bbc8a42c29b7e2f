import { z } from 'zod'
import { agentDraftSchema } from './agent.ts'

/** The newest form of the file this version writes and reads. */
export const agentFileVersion = 1
export const agentFileEnding = 'kaihe-agent'
/** A file of steps is far smaller. */
export const largestAgentFile = 1_000_000

/** What is written of an agent: what it does, and nothing of whose it is. */
export const agentFileSchema = z.strictObject({
  format: z.literal('kaihe-agent'),
  version: z.literal(agentFileVersion),
  agent: z.strictObject({
    name: agentDraftSchema.shape.name,
    steps: agentDraftSchema.shape.steps,
    switchedOff: agentDraftSchema.shape.switchedOff,
    triggers: agentDraftSchema.shape.triggers,
  }),
})
export type AgentFile = z.infer<typeof agentFileSchema>
/** What an agent file offers, before it is taken. */
export const offeredAgentSchema = agentFileSchema.shape.agent
export type OfferedAgent = z.infer<typeof offeredAgentSchema>
