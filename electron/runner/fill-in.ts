import { CodedError } from '../../shared/contract/errors.ts'
import type { Cell } from '../../shared/model/item.ts'
import type { Item } from './step-results.ts'

/**
 * The owner's words with the values of one thing in them: `{supplier}` is the value of that column, `{name}` what the thing is called,
 * `{text}` what was written for it. Two braces mean one. Values are put in as they are and never read for braces again.
 *
 * @param also values that hold for the whole run, such as `today`
 * @throws CodedError run.noSuchColumn
 */
export function fillIn(words: string, item: Item, also: Readonly<Record<string, Cell>> = {}): string {
  return words.replace(/\{\{|\}\}|\{([^{}]{1,80})\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole[0] ?? ''
    const value = valueOf(name.trim(), item, also)
    if (value !== undefined) return String(value ?? '')
    throw new CodedError('run.noSuchColumn', { column: name, columns: Object.keys(item.fields).join(', ') })
  })
}

function valueOf(name: string, item: Item, also: Readonly<Record<string, Cell>>): Cell | undefined {
  if (Object.hasOwn(item.fields, name)) return item.fields[name]
  if (Object.hasOwn(also, name)) return also[name]
  if (name === 'name') return item.name
  return name === 'text' ? (item.text ?? '') : undefined
}
