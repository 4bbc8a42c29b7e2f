import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { z } from 'zod'

const mostBytes = 64 * 1024 * 1024

/** A cursor as it is stored. */
export function pack(value: unknown): Uint8Array {
  return Uint8Array.from(deflateRawSync(JSON.stringify(value)))
}

/** Null for none, and for one that cannot be read: then things as they are now are where watching begins. */
export function unpack<Schema extends z.ZodType>(schema: Schema, cursor: Uint8Array | null): z.output<Schema> | null {
  if (cursor === null) return null
  try {
    return schema.parse(JSON.parse(inflateRawSync(cursor, { maxOutputLength: mostBytes }).toString('utf8')))
  } catch {
    return null
  }
}
