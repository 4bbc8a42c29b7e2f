import { parseArgs } from 'node:util'
import { clocks } from './clocks.ts'
import type { Fault, FaultReport } from './fault.ts'
import { fullDisk } from './full-disk.ts'
import { kills } from './kills.ts'
import { misbehaving } from './misbehaving.ts'
import { seededRandom } from './random.ts'
import { sleep } from './sleep.ts'

// Does the harm of R1 to R5, or of those that are named, at random moments of a named seed, and prints one table of counts.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    kills: { type: 'string', default: '6' },
    documents: { type: 'string', default: '12' },
  },
})
const all: readonly Fault[] = [kills, fullDisk, sleep, clocks, misbehaving]
const chosen = all.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
if (chosen.length === 0)
  throw new Error(`There is none of ${positionals.join(', ')}: ${all.map(({ id }) => id).join(', ')}.`)

const rows: { fault: Fault; report: FaultReport }[] = []
for (const fault of chosen) {
  process.stderr.write(`${fault.id}: ${fault.what}\n`)
  const report = await fault.run({
    random: seededRandom(Number(values.seed)),
    rounds: Number(values.rounds),
    kills: Number(values.kills),
    documents: Number(values.documents),
  })
  for (const problem of report.problems) process.stdout.write(`${fault.id}: ${problem}\n`)
  rows.push({ fault, report })
}
process.stdout.write(`\nseed ${values.seed}\n`)
for (const { fault, report } of rows) {
  process.stdout.write(`\n${fault.id}  ${fault.what}\n`)
  const counts = Object.entries({ ...report.counts, problems: report.problems.length })
  for (const [what, count] of counts) process.stdout.write(`    ${String(count).padStart(7)}  ${what}\n`)
}
process.exit(rows.some(({ report }) => report.problems.length > 0) ? 1 : 0)
