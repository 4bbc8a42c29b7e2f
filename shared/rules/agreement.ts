import type { Cell } from '../model/item.ts'
import type { ShownResult, ShownRow } from '../model/shown-result.ts'
import type { Trial } from '../model/trial.ts'
import type { Step } from '../steps/step.ts'

/** How many values of two results were the same, of how many that both should have. */
export type Agreement = { readonly same: number; readonly of: number }

/** Steps whose values are a model's answer in a fixed shape, so that two answers can be told to be the same. */
const answering: ReadonlySet<Step['kind']> = new Set(['extract', 'classify', 'decide'])

/**
 * How far two trials of the same steps on the same things agree, value by value; null where no step gives values that can be
 * compared, as free text cannot. A thing only one of them has counts as values that differ.
 */
export function agreementOf(
  own: Pick<Trial, 'steps'>,
  other: Pick<Trial, 'steps'>,
  steps: readonly Pick<Step, 'id' | 'kind'>[],
): Agreement | null {
  let same = 0
  let of = 0
  for (const { id } of steps.filter(({ kind }) => answering.has(kind))) {
    const left = own.steps.find(({ stepId }) => stepId === id)?.result
    const right = other.steps.find(({ stepId }) => stepId === id)?.result
    if (left === undefined || left === null || right === undefined || right === null) continue
    const found = compare(left, right)
    same += found.same
    of += found.of
  }
  return of === 0 ? null : { same, of }
}

function compare(left: ShownResult, right: ShownResult): Agreement {
  const others = [...right.rows]
  let same = 0
  let of = 0
  const count = (first: ShownRow | undefined, second: ShownRow | undefined) => {
    const names = Object.keys({ ...first?.values, ...second?.values })
    of += names.length
    if (first === undefined || second === undefined) return
    same += names.filter((name) => isSame(first.values[name] ?? null, second.values[name] ?? null)).length
  }
  for (const row of left.rows) {
    // Several rows may be of one document: each is set beside the next of it.
    const at = others.findIndex(({ name, source }) => name === row.name && source === row.source)
    const found = at === -1 ? others.findIndex(({ name }) => name === row.name) : at
    count(row, found === -1 ? undefined : others.splice(found, 1)[0])
  }
  for (const row of others) count(undefined, row)
  return { same, of }
}

/** Spaces, capitals and how a number is written make no difference. */
function isSame(left: Cell, right: Cell): boolean {
  return plain(left) === plain(right)
}

function plain(cell: Cell): string {
  const text = String(cell ?? '')
    .normalize('NFKC')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase()
  const number = Number(text.replaceAll(',', ''))
  return text !== '' && Number.isFinite(number) ? String(number) : text
}
