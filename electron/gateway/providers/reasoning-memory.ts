import { createHash } from 'node:crypto'

/**
 * Remembers whose thinking is whose, so that one vendor's is never sent to another (after a fallback within a tool loop). Only
 * hashes are kept, and only the latest: thinking nobody remembers is taken for the vendor's own, since without it the loop ends.
 */
export type ReasoningMemory = {
  note(vendor: string, reasoning: string): void
  isForeign(vendor: string, reasoning: string): boolean
}

const mostKept = 20_000

export function createReasoningMemory(): ReasoningMemory {
  const vendors = new Map<string, string>()
  return {
    note(vendor, reasoning) {
      if (reasoning === '') return
      const hash = hashOf(reasoning)
      vendors.delete(hash)
      vendors.set(hash, vendor)
      if (vendors.size <= mostKept) return
      const oldest = vendors.keys().next()
      if (oldest.done !== true) vendors.delete(oldest.value)
    },
    isForeign(vendor, reasoning) {
      const owner = vendors.get(hashOf(reasoning))
      return owner !== undefined && owner !== vendor
    },
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('base64')
}
