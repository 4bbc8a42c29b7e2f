import { CodedError } from '../../../shared/contract/errors.ts'
import type { Answer } from '../model/ask.ts'
import { splitDocument } from '../tools/documents/split-text.ts'
import { countTokens } from './room.ts'

export type NamedSummary = { readonly name: string; readonly text: string }

const mostRounds = 8
/** The tags around one summary, its name aside. */
const tagTokens = 20

/**
 * Merges summaries into one, group by group and round by round, until a single answer is left. Nothing is dropped: what does not
 * fit together is merged in several groups first.
 *
 * @param material room for one question's summaries, in tokens
 * @param ask merges one group; called one at a time, in order
 * @throws CodedError model.badAnswer when the answers do not get shorter
 */
export async function mergeAll(
  summaries: readonly NamedSummary[],
  material: number,
  ask: (group: readonly NamedSummary[]) => Promise<Answer>,
): Promise<Answer> {
  let level = summaries
  for (let round = 1; round <= mostRounds; round++) {
    const groups = group(level, material)
    const answers: Answer[] = []
    for (const each of groups) answers.push(await ask(each))
    const [first] = answers
    if (answers.length === 1 && first !== undefined) {
      return first
    }
    level = answers.map((answer, index) => ({ name: namesOf(groups[index] ?? []), text: answer.text }))
  }
  throw new CodedError('model.badAnswer', {}, `no single summary after ${mostRounds} rounds`)
}

function group(summaries: readonly NamedSummary[], material: number): NamedSummary[][] {
  const groups: NamedSummary[][] = []
  let room = 0
  for (const summary of summaries.flatMap((each) => fitting(each, material - around(each)))) {
    const size = countTokens(summary.text) + around(summary)
    const last = groups.at(-1)
    if (last === undefined || size > room) {
      groups.push([summary])
      room = material - size
    } else {
      last.push(summary)
      room -= size
    }
  }
  return groups
}

function around({ name }: NamedSummary): number {
  return countTokens(name) + tagTokens
}

/** A summary that is too long by itself, from a model that does not keep to the length asked for, goes in pieces. */
function fitting(summary: NamedSummary, most: number): NamedSummary[] {
  if (countTokens(summary.text) <= most) return [summary]
  const whole = { text: summary.text, sections: [{ label: null, text: summary.text }], language: 'other' as const }
  return splitDocument(whole, most, countTokens).map(({ text }) => ({ name: summary.name, text }))
}

function namesOf(summaries: readonly NamedSummary[]): string {
  const names = [...new Set(summaries.map(({ name }) => name))]
  const [first = '', last = ''] = [names[0], names.at(-1)]
  return names.length < 3 ? names.join(', ') : `${first} … ${last}`
}
