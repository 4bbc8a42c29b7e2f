import { z } from 'zod'
import type { ReadPageStep } from '../../../shared/steps/read-page.ts'
import type { StepContext } from '../step-context.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { FoundNumber } from './find-number.ts'

const keptSchema = z.object({ value: z.number(), unit: z.string() })

/**
 * What the number was when a run of this agent that succeeded last read it, and by how much it is another now; null at the first time
 * and where it is counted in something else. From now on this one is remembered.
 */
export async function compareWithLast(
  { address, part }: Pick<ReadPageStep, 'address' | 'part'>,
  { value, unit }: FoundNumber,
  { main }: StepContext,
): Promise<{ before: number | null; change: number | null }> {
  const source = `number ${sha256(`${address}\n${part}`)}`
  const { items } = await main.call('source.known', { source })
  const last = lastOf(items.find(({ item }) => item === 'number')?.version)
  await main.call('source.keep', { source, items: [{ item: 'number', version: JSON.stringify({ value, unit }) }] })
  if (last === null || last.unit !== unit) return { before: null, change: null }
  // Twelve digits: what binary fractions add to 0.1 + 0.2 is no change of a price.
  return { before: last.value, change: Number((value - last.value).toPrecision(12)) }
}

function lastOf(version: string | undefined): z.infer<typeof keptSchema> | null {
  if (version === undefined) return null
  try {
    return keptSchema.parse(JSON.parse(version))
  } catch {
    return null
  }
}
