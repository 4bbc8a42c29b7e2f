import { desktop } from './desktop.ts'
import { errors } from './errors.ts'
import { report } from './report.ts'

export const en = { desktop, errors, report } as const
