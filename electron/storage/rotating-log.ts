import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type LoggedTrouble, loggedTroubleSchema } from '../../shared/model/health.ts'
import { redact } from '../../shared/rules/redact.ts'

export type RotatingLog = {
  /** Never throws: what cannot be written down must not stop what it is about. */
  write(trouble: LoggedTrouble): void
  /** The newest first. */
  newest(most: number): LoggedTrouble[]
}

/** What went wrong, a line each, in files of bounded size; the oldest file goes. Keys, addresses and places of files are taken out before. */
export function openLog(options: { folder: string; mostBytes: number; keptFiles: number }): RotatingLog {
  const { folder, mostBytes, keptFiles } = options
  const pathOf = (age: number) => join(folder, age === 0 ? 'trouble.log' : `trouble.${age}.log`)
  const rotate = () => {
    rmSync(pathOf(keptFiles - 1), { force: true })
    for (let age = keptFiles - 2; age >= 0; age -= 1) {
      if (existsSync(pathOf(age))) renameSync(pathOf(age), pathOf(age + 1))
    }
  }
  return {
    write(trouble) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const line = `${JSON.stringify({ ...trouble, detail: redact(trouble.detail).slice(0, 2_000) })}\n`
        const size = statSync(pathOf(0), { throwIfNoEntry: false })?.size ?? 0
        if (size > 0 && size + Buffer.byteLength(line) > mostBytes) rotate()
        appendFileSync(pathOf(0), line, { mode: 0o600 })
      } catch {
        // The disk is full or read-only, which is told where it matters.
      }
    },
    newest(most) {
      const found: LoggedTrouble[] = []
      for (let age = 0; age < keptFiles && found.length < most; age += 1) found.push(...readLog(pathOf(age)))
      return found.slice(0, most)
    },
  }
}

function readLog(path: string): LoggedTrouble[] {
  try {
    return readFileSync(path, 'utf8').split('\n').toReversed().flatMap(readLine)
  } catch {
    return []
  }
}

/** The last line may have been cut off. */
function readLine(line: string): LoggedTrouble[] {
  try {
    return [loggedTroubleSchema.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
