import { join } from 'node:path'

/** Where an export is written before it is whole; what is found there was cut off. */
export function partOf(folder: string, name: string): string {
  return join(folder, `.${name}.part`)
}
