import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FileFacts } from '../../../shared/model/own-model.ts'

/** What a model's header may say of it, whatever its kind; the figures stand under the name of its architecture. */
const headerSchema = z.object({
  version: z.number(),
  metadata: z.looseObject({ general: z.looseObject({ architecture: z.string() }) }),
})
const count = z.coerce.number().int().positive()
const figuresSchema = z.looseObject({
  context_length: count.nullish().catch(null),
  block_count: count.nullish().catch(null),
  embedding_length: count.nullish().catch(null),
  attention: z
    .looseObject({
      head_count: count.nullish().catch(null),
      head_count_kv: count.nullish().catch(null),
      key_length: count.nullish().catch(null),
      value_length: count.nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

export type FoundModel = FileFacts & { path: string; name: string }

/** Models in pieces, and the eyes of a model, are no models of their own. */
const notAlone = /-\d{5}-of-\d{5}\.gguf$|mmproj/i
const mostInFolder = 200
const ggufMark = 'GGUF'

/**
 * Reads what a model file says of itself.
 *
 * @throws CodedError ownModel.notAModel, ownModel.missing
 */
export async function inspectModel(path: string): Promise<FoundModel> {
  const name = basename(path)
  const bytes = await sizeOfModel(path, name)
  const { readGgufFileInfo } = await import('node-llama-cpp')
  try {
    const info: unknown = await readGgufFileInfo(path, { readTensorInfo: false, logWarnings: false })
    return { path, name: name.replace(/\.gguf$/i, ''), bytes, ...factsIn(info) }
  } catch (thrown) {
    throw new CodedError('ownModel.notAModel', { name }, String(thrown))
  }
}

/** The model files of a folder and of those right in it, as far as they can be used alone. */
export async function modelFilesIn(folder: string): Promise<string[]> {
  const paths: string[] = []
  const look = async (place: string, deeper: number): Promise<void> => {
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      if (paths.length >= mostInFolder) return
      const path = join(place, entry.name)
      if (entry.isDirectory() && deeper > 0) await look(path, deeper - 1)
      else if (entry.isFile() && /\.gguf$/i.test(entry.name) && !notAlone.test(entry.name)) paths.push(path)
    }
  }
  // Programs that fetch models keep them by maker and name.
  await look(folder, 2)
  return paths.toSorted()
}

async function sizeOfModel(path: string, name: string): Promise<number> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    file = await open(path, 'r')
  } catch (thrown) {
    throw new CodedError('ownModel.missing', { name }, String(thrown))
  }
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    if (buffer.toString('latin1') !== ggufMark) throw new CodedError('ownModel.notAModel', { name }, 'no mark')
    return (await stat(path)).size
  } finally {
    await file.close()
  }
}

function factsIn(info: unknown): Pick<FileFacts, 'trainedTokens' | 'bytesPerToken'> {
  const { metadata } = headerSchema.parse(info)
  const figures = figuresSchema.safeParse(metadata[metadata.general.architecture])
  if (!figures.success) return { trainedTokens: null, bytesPerToken: null }
  const { context_length: trained, block_count: layers, embedding_length: width, attention } = figures.data
  const heads = attention?.head_count ?? null
  const shared = attention?.head_count_kv ?? heads
  const usual = width && heads ? Math.floor(width / heads) : null
  const lengths = [attention?.key_length ?? usual, attention?.value_length ?? usual]
  const known = layers && shared && lengths[0] && lengths[1]
  return {
    trainedTokens: trained ?? null,
    bytesPerToken: known ? 2 * layers * shared * ((lengths[0] ?? 0) + (lengths[1] ?? 0)) : null,
  }
}
