import type { WorldUsage } from '../../../shared/model/world-usage.ts'

/** What the page answers: whose share is named, with its tokens on each side; `null` is a side that says nothing of it. */
export type WorldAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'both'; readonly name: string; readonly world: string; readonly own: string }
  | { readonly kind: 'world'; readonly name: string; readonly world: string }
  | { readonly kind: 'own'; readonly name: string; readonly own: string }

type Side = { readonly name: string; readonly world: string | null; readonly own: string }

/** Of models or makers the one the owner asks most, on both sides where the world asks it too; else the one the world asks most. */
export function answerOf(sides: readonly Side[], { ranking, own }: Pick<WorldUsage, 'ranking' | 'own'>): WorldAnswer {
  const mine = sides.filter((side) => BigInt(side.own) > 0n).toSorted((left, right) => compare(right.own, left.own))
  const [most] = mine
  if (most !== undefined && BigInt(own.total) > 0n) {
    const { name, world } = most
    return ranking !== null && world !== null
      ? { kind: 'both', name, world, own: most.own }
      : { kind: 'own', name, own: most.own }
  }
  const first = sides.find(({ name, world }) => name !== '' && world !== null)
  return first === undefined || first.world === null
    ? { kind: 'nothing' }
    : { kind: 'world', name: first.name, world: first.world }
}

function compare(left: string, right: string): number {
  const difference = BigInt(left) - BigInt(right)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}
