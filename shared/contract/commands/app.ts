import { z } from 'zod'
import { instantSchema } from '../../model/brand.ts'
import { settingsSchema } from '../../model/settings.ts'
import { snapshotSchema, systemSchema } from '../mirror.ts'
import { command, nothing } from './command.ts'

/** The app itself: its window, settings and links. */
export const appCommands = {
  'app.snapshot': command(nothing, snapshotSchema),
  /** Until `until`, or until the owner goes on when there is none. */
  'app.pauseAll': command(z.object({ paused: z.boolean(), until: instantSchema.nullable().optional() }), nothing),
  /** Stops every live run; resolves when their processes are gone. */
  'app.stopAll': command(nothing, z.object({ stopped: z.number().int().nonnegative() })),
  /** After several crashes in a row nothing starts by itself; this lets it. */
  'app.recover': command(nothing, nothing),
  /** Asks the system to open its key store, which may ask the owner for a password. */
  'keyring.unlock': command(nothing, z.object({ keyring: systemSchema.shape.keyring })),
  'app.quit': command(z.object({ confirmed: z.boolean() }), nothing),
  'window.control': command(z.object({ action: z.enum(['minimize', 'maximize', 'close']) }), nothing),
  'links.open': command(z.object({ url: z.string().max(2000) }), nothing),
  /** The browser the app is built on brings its own licences, in a file beside the program. */
  'app.openLicences': command(nothing, nothing),
  'settings.save': command(settingsSchema.partial(), settingsSchema),
} as const
