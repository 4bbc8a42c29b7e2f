import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const sendMessageSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('sendMessage'),
  /** The step whose things are written about. */
  from: stepIdSchema,
  /** One of the settings' chat robots; null while the owner has not chosen. */
  robot: z.string().min(1).max(120).nullable(),
  /** `each`: a message for every thing. `all`: one with all of them, a line each. */
  mode: z.enum(['each', 'all']),
  /** May name columns. */
  text: z.string().trim().max(4000),
})
export type SendMessageStep = z.infer<typeof sendMessageSchema>

export const sendMessage: StepDefinition<typeof sendMessageSchema> = {
  schema: sendMessageSchema,
  group: 'tell',
  fields: [
    { name: 'mode', control: 'choice', choices: ['each', 'all'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'robot', control: 'robot' },
    { name: 'text', control: 'text', maxLength: 4000, lines: 4, mayPoint: true },
  ],
  unit: 'messages',
  needs: () => null,
  grants: ({ robot }) => (robot === null ? [] : [{ kind: 'robot', robot, field: 'robot' }]),
  exposes: () => ({ private: false, untrusted: false, out: true }),
  leaves: 'result',
  problems: (step) => [
    ...(step.robot === null ? [{ field: 'robot', code: 'robot.notChosen' as const }] : []),
    ...(step.text === '' ? [{ field: 'text', code: 'text.empty' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}
