import { type ModelName, modelNameSchema } from '../../../shared/model/brand.ts'

/** The name, or the name with a number, so that every model has one of its own. */
export function freeNameFor(wanted: string, taken: readonly { name: string }[]): ModelName {
  const short = wanted.slice(0, 180)
  const isFree = (name: string) => taken.every((each) => each.name !== name)
  let name = short
  for (let number = 2; !isFree(name); number += 1) name = `${short} (${number})`
  return modelNameSchema.parse(name)
}
