import type { en } from '../en/index.ts'
import type { Translation } from '../texts.ts'
import { desktop } from './desktop.ts'
import { errors } from './errors.ts'
import { report } from './report.ts'

export const zhCN: Translation<typeof en> = { desktop, errors, report }
