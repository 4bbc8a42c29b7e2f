import { z } from 'zod'
import type { RunnerReport } from '../../electron/runner/protocol.ts'
import { isMisdeed, type Misdeed } from './misdeeds.ts'

// A runner in a process of its own that does to its computer what its agent's name says; for any other agent it is the real runner.

const orderSchema = z.object({
  type: z.literal('start'),
  order: z.object({ agent: z.object({ name: z.string(), steps: z.tuple([z.looseObject({ id: z.string() })]) }) }),
})
let hear: ((message: unknown) => void) | null = null

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  const read = orderSchema.safeParse(message)
  if (!read.success) {
    // A runner that misbehaves hears nothing, not even that it is to stop.
    hear?.(message)
    return
  }
  const { name, steps } = read.data.order.agent
  if (isMisdeed(name)) misbehave(name, steps[0].id)
  else void behave(message)
})

async function behave(order: unknown): Promise<void> {
  const { startHonestRunner } = await import('./honest-runner.ts')
  hear = startHonestRunner()
  hear(order)
}

function misbehave(misdeed: Misdeed, stepId: string): void {
  setInterval(() => process.send?.({ type: 'heartbeat' } satisfies RunnerReport), 2_000)
  const begin = (then: () => void = () => undefined) => {
    const part = { done: 0, total: null, item: null, part: null }
    process.send?.({ type: 'step', stepId, state: 'running', ...part }, then)
  }
  switch (misdeed) {
    case 'crash at once':
      process.kill(process.pid, 'SIGSEGV')
      break
    case 'crash at work':
      begin(() => process.exit(7))
      break
    case 'freeze':
      begin(() => process.kill(process.pid, 'SIGSTOP'))
      break
    case 'turn in circles':
      begin(() => {
        for (;;);
      })
      break
    case 'leak':
      begin(leak)
      break
    case 'flood':
      for (let start = 0; start < 12_000; start += 1)
        process.send?.({ type: 'text', key: 'k', label: 'l', start, text: 'x' })
      break
    case 'ignore stop':
      process.on('SIGTERM', () => undefined)
      begin()
      break
  }
}

const kept: Buffer[] = []

/** More than its share and never given back, but not so much that the computer suffers. */
function leak(): void {
  while (kept.length < 12) kept.push(Buffer.alloc(32 * 1024 * 1024, 1))
}
