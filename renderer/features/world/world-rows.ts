import type { WorldUsage } from '../../../shared/model/world-usage.ts'

export type Sides = 'models' | 'makers'

/** One line of the comparison; `other`: all models the ranking does not name, together. */
export type WorldRow = {
  readonly id: string
  readonly kind: 'named' | 'other'
  /** Its place in the world, or among the owner's where no ranking was read; letters tell apart those the ranking does not name. */
  readonly mark: string
  readonly name: string
  /** Whose model it is; empty where the line is a maker's, or nobody is known. */
  readonly maker: string
  /** What the owner asked it as, where that is another name or there are several. */
  readonly as: WorldUsage['models'][number]['used']
  /** Null: the ranking does not name it, or none was read. */
  readonly world: string | null
  readonly own: string
}

/** So many lines of the world's are shown before the owner asks for all; the owner's own are always shown. */
const fewestShown = 10

/** The lines of one side, those the world asks most first; all others of the world stand last. */
export function rowsOf(usage: WorldUsage, by: Sides): WorldRow[] {
  const named = by === 'models' ? usage.models.map(modelRow) : usage.makers.map((maker) => ({ ...maker, ...alone }))
  const ranked = usage.ranking === null ? named.length : named.filter(({ world }) => world !== null).length
  const rows = named.map((row, index) => ({ ...row, kind: 'named' as const, mark: markOf(index, ranked) }))
  const other = usage.ranking?.other ?? '0'
  if (BigInt(other) === 0n) return rows
  const rest = { id: 'other', kind: 'other' as const, mark: '', name: '', world: other, own: '0' }
  return [...rows, { ...rest, ...alone }]
}

/** What is shown at first: the world's most asked, all of the owner's, and the rest of the world. */
export function firstRows(rows: readonly WorldRow[]): WorldRow[] {
  return rows.filter(({ kind, own }, index) => kind === 'other' || index < fewestShown || BigInt(own) > 0n)
}

/** 1, 2, 3 for those with a place; a, b, … z, aa for the rest. */
function markOf(index: number, ranked: number): string {
  return index < ranked ? String(index + 1) : lettersOf(index - ranked)
}

function lettersOf(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCharCode(97 + (index % 26))}`
}

const alone: Pick<WorldRow, 'maker' | 'as'> = { maker: '', as: [] }

function modelRow({ id, name, maker, used, world, own }: WorldUsage['models'][number]) {
  const isPlain = used.length < 2 && used.every(({ model }) => model === name)
  return { id, name, maker, world, own, as: isPlain ? [] : used }
}
