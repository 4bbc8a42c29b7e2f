import { z } from 'zod'
import { agentIdSchema } from './brand.ts'

/** Keys the app listens to in every program. */
export type ShortcutName = 'stop' | 'clipboard'
/** `taken`: the system refused it, mostly since another program has it; `unsure`: the desktop does not promise to deliver it. */
const shortcutStateSchema = z.enum(['off', 'works', 'taken', 'unsure'])
export type ShortcutState = z.infer<typeof shortcutStateSchema>

/** How the app stands with the computer's power, sign-in and keyboard, as the system says it. */
export const powerSchema = z.object({
  /** The computer is kept awake now for these agents. */
  keptAwakeFor: z.array(agentIdSchema),
  /** Whether the system starts the app at sign-in; null while it has not said. */
  launchesAtLogin: z.boolean().nullable(),
  stopShortcut: shortcutStateSchema,
  clipboardShortcut: shortcutStateSchema.default('off'),
  /** Why nothing starts by itself just now, beside the owner's pause. */
  heldFor: z.array(z.enum(['battery', 'lowDisk', 'metered'])).default([]),
  /** The app ended without warning several times in a row: nothing starts by itself until the owner goes on. */
  heldAfterCrashes: z.boolean(),
})
export type Power = z.infer<typeof powerSchema>

export const quietPower: Power = {
  keptAwakeFor: [],
  launchesAtLogin: null,
  stopShortcut: 'off',
  clipboardShortcut: 'off',
  heldFor: [],
  heldAfterCrashes: false,
}
