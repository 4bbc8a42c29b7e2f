import { mkdir, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { storageError } from '../../storage/storage-error.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { plainName } from './plain-name.ts'
import type { Template } from './template.ts'

/** Where the small inputs of a template lie, and where its results go. `file`: the first of them that is a table. */
export type PlacedSamples = { readonly read: string; readonly write: string; readonly file: string | null }

/**
 * Puts a template's inputs into a folder of its own, and makes one for its results. What lies there already is left as it is.
 *
 * @throws CodedError of `storage.*`
 */
export async function placeTemplateSamples(
  template: Template,
  language: Language,
  home: string,
): Promise<PlacedSamples> {
  const own = join(home, plainName(template.name[language]))
  const read = join(own, language === 'en' ? 'Samples' : '示例')
  const write = join(own, language === 'en' ? 'Results' : '成果')
  try {
    await mkdir(read, { recursive: true })
    await mkdir(write, { recursive: true })
    for (const { name, text } of template.samples) {
      await writeFile(join(read, name), text[language], { flag: 'wx' }).catch(unlessThere)
    }
  } catch (thrown) {
    throw storageError(thrown, 'putting sample documents in place')
  }
  const table = template.samples.find(({ name }) => extname(name) === '.csv')
  return { read, write, file: table === undefined ? null : join(read, table.name) }
}

function unlessThere(thrown: unknown): void {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown
}
