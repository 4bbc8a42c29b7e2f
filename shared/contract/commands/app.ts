import { z } from 'zod'
import { settingsSchema } from '../../model/settings.ts'
import { snapshotSchema } from '../mirror.ts'
import { command, nothing } from './command.ts'

/** The app itself: its window, settings and links. */
export const appCommands = {
  'app.snapshot': command(nothing, snapshotSchema),
  'app.pauseAll': command(z.object({ paused: z.boolean() }), nothing),
  'app.quit': command(z.object({ confirmed: z.boolean() }), nothing),
  'window.control': command(z.object({ action: z.enum(['minimize', 'maximize', 'close']) }), nothing),
  'links.open': command(z.object({ url: z.string().max(2000) }), nothing),
  'settings.save': command(settingsSchema.partial(), settingsSchema),
} as const
