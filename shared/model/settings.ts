import { z } from 'zod'
import { exchangeRateSchema } from '../rules/price/convert.ts'
import { alertSettingsSchema } from './alert.ts'
import { agentIdSchema, instantSchema } from './brand.ts'
import { computerBudgetsSchema } from './budget.ts'
import { hourlyRatesSchema } from './hourly-rate.ts'
import { currencySchema } from './money.ts'
import { mailAccountSchema } from './mail-account.ts'
import { proxySchema } from './proxy.ts'
import { robotSchema } from './robot.ts'
import { updateSettingsSchema } from './update.ts'
import { toolServerSchema } from './tool-server.ts'
import { modelReferenceSchema, practiceModelName, practiceProviderId } from './provider.ts'

export const languageSchema = z.enum(['en', 'zh-CN'])
export type Language = z.infer<typeof languageSchema>

/** For how many years every single line of the books is kept; null: for ever. Sums stay in any case. */
export const keepUsageYearsSchema = z.union([z.literal(1), z.literal(2), z.literal(5)]).nullable()
export type KeepUsageYears = z.infer<typeof keepUsageYearsSchema>

const keysSchema = z.string().regex(/^[A-Za-z0-9+]{1,60}$/)

export const settingsSchema = z.object({
  language: z.union([languageSchema, z.literal('system')]),
  theme: z.enum(['system', 'light', 'dark']),
  /** The model an agent uses unless it names its own. */
  usualModel: modelReferenceSchema,
  launchAtLogin: z.boolean(),
  /** All agents hold still: nothing starts by itself until the owner goes on. */
  paused: z.boolean(),
  /**
   * When the pause ends by itself; null: when the owner says so. It stays after the pause has ended, so that what was due
   * before is still known to have been paused.
   */
  pausedUntil: instantSchema.nullable(),
  /** The keys that stop everything, in Electron's spelling, such as `Control+Alt+S`; null: none. */
  stopShortcut: keysSchema.nullable(),
  /** The keys that run an agent on what is on the clipboard, and which one; null: none. */
  clipboardShortcut: keysSchema.nullable(),
  clipboardAgent: agentIdSchema.nullable(),
  /** Nothing starts by itself while the computer runs on battery. */
  pausesOnBattery: z.boolean(),
  /** Whether the way out costs money by the amount: as the system says, or as the owner does. */
  metered: z.enum(['automatic', 'always', 'never']).default('automatic'),
  /** Nothing starts by itself while it does. */
  pausesOnMetered: z.boolean().default(false),
  /** A little window above all others shows the meters. */
  meterWindow: z.boolean(),
  /** The owner has seen the first page, and chosen or passed it. */
  welcomed: z.boolean(),
  /** The owner has been told, once, that closing the window keeps the app in the tray. */
  toldAboutTray: z.boolean(),
  /** Caps for everything this computer does. */
  computerBudgets: computerBudgetsSchema,
  /** The currency the owner thinks in: sums in others are also shown in it. Null: each stays as it is. */
  displayCurrency: currencySchema.nullable(),
  /** What currencies are worth in each other, as the owner said on a day. */
  exchangeRates: z.array(exchangeRateSchema).max(500),
  /** What an hour of the owner's work is worth, each from its day on. */
  hourlyRates: hourlyRatesSchema.default([]),
  /** How many runs may be at work at once; null: as many as suit this computer. */
  concurrentRuns: z.number().int().min(1).max(20).nullable(),
  /** Mailboxes agents may look into; their passwords are kept where keys are. */
  mailAccounts: z.array(mailAccountSchema).max(50),
  /** Chat robots agents may write to; their addresses are kept where keys are. */
  robots: z.array(robotSchema).max(30),
  /** Servers whose tools agents may use; their secrets are kept where keys are. */
  toolServers: z.array(toolServerSchema).max(30),
  /** Where other programs on this computer may knock to start an agent; null: nowhere. */
  webhookPort: z.number().int().min(1024).max(65_535).nullable(),
  keepUsageYears: keepUsageYearsSchema,
  /** What the owner is told though they are not looking, and when not. */
  alerts: alertSettingsSchema.prefault({}),
  /** Backups that are made by themselves; null: none. */
  backups: z
    .object({
      folder: z.string().min(1).max(4_000),
      every: z.enum(['day', 'week']),
      /** A passphrase was set; it is kept where keys are, and none is made without it. */
      sealed: z.boolean().default(false),
      /** Keys and passwords go along; only behind the passphrase. */
      withKeys: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** How requests leave this computer. */
  proxy: proxySchema,
  updates: updateSettingsSchema,
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  usualModel: { providerId: practiceProviderId, model: practiceModelName },
  launchAtLogin: false,
  paused: false,
  pausedUntil: null,
  stopShortcut: null,
  clipboardShortcut: null,
  clipboardAgent: null,
  pausesOnBattery: true,
  metered: 'automatic',
  pausesOnMetered: false,
  meterWindow: false,
  welcomed: false,
  toldAboutTray: false,
  computerBudgets: [],
  displayCurrency: null,
  exchangeRates: [],
  hourlyRates: [],
  concurrentRuns: null,
  mailAccounts: [],
  robots: [],
  toolServers: [],
  webhookPort: null,
  keepUsageYears: null,
  alerts: alertSettingsSchema.parse({}),
  backups: null,
  proxy: { mode: 'system' },
  updates: { automatic: true, feed: null },
}
