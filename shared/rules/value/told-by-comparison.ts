import type { Cell } from '../../model/item.ts'
import { mostShownCharacters } from '../../model/shown-result.ts'
import { type Comparison, comparisonSchema, type Operator } from '../../model/test.ts'
import { compareCell, numberOf } from '../compare.ts'

/** A thing a model was asked yes or no about, and what it said. */
export type JudgedThing = {
  readonly name: string
  readonly values: Readonly<Record<string, Cell>>
  readonly yes: boolean
}

/** So many answers at least, and so many of each, before a comparison is taken to tell what the model tells. */
const fewestAnswers = 20
const fewestOfEach = 5
const words = new Intl.Segmenter(undefined, { granularity: 'word' })
/** A word this short stands in anything. */
const shortestWord = 2

/**
 * The plain comparison that answers as the model did each time: the first of equal, empty, a number or day beyond which all lie, and a
 * word in it. Null where none does, and where the answers are too few to say.
 */
export function toldByComparison(things: readonly JudgedThing[]): Comparison | null {
  const [yes, no] = [things.filter((thing) => thing.yes), things.filter((thing) => !thing.yes)]
  if (things.length < fewestAnswers || Math.min(yes.length, no.length) < fewestOfEach) return null
  const columns = new Set(things.flatMap(({ values }) => Object.keys(values)))
  // What it is called comes last: it says least about why.
  for (const column of [...columns, '']) {
    const cellsOf = (some: readonly JudgedThing[]) =>
      some.map(({ name, values }) => (column === '' ? name : (values[column] ?? null)))
    const [passed, others] = [cellsOf(yes), cellsOf(no)]
    // The end of a long value was not kept.
    if ([...passed, ...others].some((cell) => String(cell ?? '').length >= mostShownCharacters)) continue
    const found = candidates(passed, others).find(
      (test) => passed.every((cell) => compareCell(cell, test)) && !others.some((cell) => compareCell(cell, test)),
    )
    if (found !== undefined) return comparisonSchema.parse({ kind: 'compare', column, ...found })
  }
  return null
}

type Candidate = { operator: Operator; value: string }

function candidates(passed: readonly Cell[], others: readonly Cell[]): Candidate[] {
  const [first, other] = [textOf(passed[0]), textOf(others[0])]
  const [least, most] = [extreme(passed, -1), extreme(passed, 1)]
  return [
    ...(first === '' ? [] : [{ operator: 'is' as const, value: first }]),
    ...(other === '' ? [] : [{ operator: 'isNot' as const, value: other }]),
    { operator: 'isNotEmpty', value: '' },
    { operator: 'isEmpty', value: '' },
    ...(least === null ? [] : [{ operator: 'atLeast' as const, value: least }]),
    ...(most === null ? [] : [{ operator: 'atMost' as const, value: most }]),
    ...wordsOfShortest(passed).map((value) => ({ operator: 'contains' as const, value })),
    ...wordsOfShortest(others).map((value) => ({ operator: 'containsNot' as const, value })),
  ]
}

const textOf = (cell: Cell | undefined): string => String(cell ?? '').trim()

/** The least (-1) or greatest (1) of numbers or days, as it is written; null where not all are numbers, or days. */
function extreme(cells: readonly Cell[], sign: -1 | 1): string | null {
  const texts = cells.map(textOf)
  const numbers = cells.map(numberOf)
  const areDays = texts.every((text) => /^\d{4}-\d{2}-\d{2}/.test(text))
  if (!areDays && numbers.includes(null)) return null
  const sizes = areDays ? texts.map((text) => Date.parse(text.slice(0, 10))) : numbers.map((number) => number ?? 0)
  const wanted = sign === 1 ? Math.max(...sizes) : Math.min(...sizes)
  return texts[sizes.indexOf(wanted)] ?? null
}

/** A word all of them have in common is in the shortest as well. */
function wordsOfShortest(cells: readonly Cell[]): string[] {
  const [shortest = ''] = cells.map(textOf).toSorted((left, right) => left.length - right.length)
  const found = [...words.segment(shortest)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
  return [...new Set(found)].filter((word) => word.length >= shortestWord)
}
