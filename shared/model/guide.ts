import { z } from 'zod'

/** The chapters of the user guide, in reading order. Each is `assets/guide/<language>/<name>.md`. */
export const guideChapters = [
  'first-agent',
  'say-it',
  'build',
  'models-and-keys',
  'own-prices',
  'money',
  'limits',
  'schedules',
  'off-peak',
  'approvals',
  'told',
  'results-and-value',
  'comparing-models',
  'run-on-files',
  'chats-and-mail',
  'undo',
  'sleep',
  'privacy',
  'backups',
  'updates',
  'trouble',
] as const

export const guideChapterSchema = z.enum(guideChapters)
export type GuideChapter = z.infer<typeof guideChapterSchema>
