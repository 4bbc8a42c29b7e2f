import type { FiringFacts } from '../../../shared/model/source.ts'

/** What one look found. `facts` is null when nothing is new, or when this look is where watching begins. */
export type Look = { readonly cursor: Uint8Array | null; readonly facts: FiringFacts | null }
