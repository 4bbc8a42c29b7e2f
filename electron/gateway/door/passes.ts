import { createHash, timingSafeEqual } from 'node:crypto'
import type { RunId } from '../../../shared/model/brand.ts'
import type { RunPass } from '../protocol.ts'

/** Which runs are let in, by their token. Tokens are kept as hashes and compared without telling how much of them fits. */
export type Passes = {
  admit(pass: RunPass): void
  /** Forgets the run's token; true if it had one. */
  withdraw(runId: RunId): boolean
  find(token: string): RunPass | null
}

export function createPasses(): Passes {
  const passes = new Map<RunId, { pass: RunPass; digest: Buffer }>()
  return {
    admit: (pass) => void passes.set(pass.runId, { pass, digest: digestOf(pass.token) }),
    withdraw: (runId) => passes.delete(runId),
    find(token) {
      const digest = digestOf(token)
      let found: RunPass | null = null
      for (const known of passes.values()) {
        if (timingSafeEqual(known.digest, digest)) found = known.pass
      }
      return found
    },
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
