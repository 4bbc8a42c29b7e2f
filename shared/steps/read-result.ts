import { z } from 'zod'
import { agentIdSchema, stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const readResultSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readResult'),
  /** The agent whose newest result is read; null while the owner has not chosen. */
  agent: agentIdSchema.nullable(),
  /** `new`: only one that no run of this agent has worked on yet. */
  which: z.enum(['newest', 'new']),
})
export type ReadResultStep = z.infer<typeof readResultSchema>

export const readResult: StepDefinition<typeof readResultSchema> = {
  schema: readResultSchema,
  group: 'read',
  fields: [
    { name: 'which', control: 'choice', choices: ['newest', 'new'] },
    { name: 'agent', control: 'agent' },
  ],
  unit: 'documents',
  needs: () => null,
  grants: ({ agent }) => (agent === null ? [] : [{ kind: 'result', agent, field: 'agent' }]),
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  problems: ({ agent }) => (agent === null ? [{ field: 'agent', code: 'agent.notChosen' }] : []),
  forecast: () => null,
}
