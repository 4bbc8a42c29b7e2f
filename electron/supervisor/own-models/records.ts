import { z } from 'zod'
import { fetchSchema, ownModelSchema } from '../../../shared/model/own-model.ts'
import type { JsonFile } from '../../storage/json-file.ts'
import { storageError } from '../../storage/storage-error.ts'

const recordsSchema = z.object({
  models: z.array(ownModelSchema),
  /** Models that are only half here. */
  unfinished: z.array(fetchSchema.pick({ listedId: true, source: true })),
})
export type OwnModelRecords = z.infer<typeof recordsSchema>

const lenientSchema = z.object({ models: z.array(z.unknown()).catch([]), unfinished: z.array(z.unknown()).catch([]) })

/** What is kept of own models; entries that cannot be read are left out, the others stay. */
export function readRecords(file: JsonFile): OwnModelRecords {
  const read = lenientSchema.safeParse(file.read() ?? {})
  if (!read.success) return { models: [], unfinished: [] }
  return {
    models: readable(ownModelSchema, read.data.models),
    unfinished: readable(recordsSchema.shape.unfinished.element, read.data.unfinished),
  }
}

/** Throws CodedError `storage.*`; what was kept before is kept then. */
export function writeRecords(file: JsonFile, records: OwnModelRecords): void {
  try {
    file.write(records)
  } catch (thrown) {
    throw storageError(thrown, 'own models')
  }
}

function readable<Schema extends z.ZodType>(schema: Schema, entries: readonly unknown[]): z.infer<Schema>[] {
  return entries.flatMap((entry) => {
    const read = schema.safeParse(entry)
    return read.success ? [read.data] : []
  })
}
