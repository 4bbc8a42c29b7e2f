import { wrap } from '../prompts/wrap.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item } from '../step-results.ts'
import { loadText } from '../stored-text.ts'
import { countTokens } from '../summaries/room.ts'
import { itemsOf } from '../values.ts'

/**
 * What the step before gave, wrapped as data: as much of it as fits, and how many things did not.
 *
 * @param most tokens by our count
 */
export async function materialOf(given: Given | null, most: number, { scratch, signal }: StepContext): Promise<string> {
  if (given === null) return ''
  const { items } = await itemsOf(given, scratch)
  const parts: string[] = []
  let used = 0
  for (const [index, item] of items.entries()) {
    const text = await textOf(item, { scratch, signal })
    const room = Math.max(0, most - used)
    const size = countTokens(text)
    const kept = size <= room ? text : text.slice(0, Math.floor((text.length * room) / size))
    if (kept.length < text.length && kept.length < 200) return [...parts, `(+${items.length - index})`].join('\n')
    parts.push(
      wrap('document', kept.length < text.length ? `${kept}\n...` : kept, { name: item.name || String(index + 1) }),
    )
    used += Math.min(size, room)
  }
  return parts.join('\n')
}

async function textOf(item: Item, { scratch, signal }: Pick<StepContext, 'scratch' | 'signal'>): Promise<string> {
  const fields = Object.entries(item.fields).map(([name, value]) => `${name}: ${String(value ?? '')}`)
  const document = item.document === null ? [] : [(await loadText(item.document, scratch, signal)).text]
  return [...fields, ...(item.text === null ? document : [item.text])].join('\n')
}
