import { z } from 'zod'
import { type Instant, instantSchema } from '../../model/brand.ts'
import type { RankingFigures } from '../../model/world-usage.ts'

/** So many days count, the newest: what the owner used is told of as many. */
export const rankingDays = 30

/** Whole tokens, as a number that is exact or as digits. */
const tokensSchema = z.union([
  z.number().int().nonnegative().transform(BigInt),
  z
    .string()
    .trim()
    .regex(/^\d{1,20}(?:\.0+)?$/)
    .transform((digits) => BigInt(digits.replace(/\..*/, ''))),
])

const named = {
  model_permaslug: z.string().trim().min(1).max(150),
  variant: z.string().trim().max(40).nullish(),
  /** With or without a time of day behind it. */
  date: z
    .string()
    .transform((text) => text.trim().slice(0, 10))
    .pipe(z.iso.date())
    .nullish(),
}
/** https://openrouter.ai/docs/cookbook/administration/data-api (rankings-daily), and what its public page is drawn from. */
const rowSchema = z.union([
  z
    .object({ ...named, total_tokens: tokensSchema })
    .transform(({ total_tokens, ...row }) => ({ ...row, tokens: total_tokens })),
  z
    .object({ ...named, total_prompt_tokens: tokensSchema, total_completion_tokens: tokensSchema })
    .transform(({ total_prompt_tokens, total_completion_tokens, ...row }) => ({
      ...row,
      tokens: total_prompt_tokens + total_completion_tokens,
    })),
])
type Row = z.infer<typeof rowSchema>

const listSchema = z.array(z.unknown()).max(100_000)
const answerSchema = z.union([
  listSchema.transform((lines) => ({ lines, asOf: null })),
  z
    .object({ data: listSchema, meta: z.object({ as_of: z.string() }).partial().nullish().catch(null) })
    .transform(({ data, meta }) => ({ lines: data, asOf: momentOf(meta?.as_of) })),
  z
    .object({ rows: listSchema, retrieved_at: z.string().nullish().catch(null) })
    .transform(({ rows, retrieved_at }) => ({ lines: rows, asOf: momentOf(retrieved_at) })),
])

/** The line that stands for every model a ranking does not name. */
const others = 'other'

/**
 * Reads a usage ranking: its lines, or an object that holds them as `data` or `rows`. A line that cannot be read, or says again what
 * another says already, is counted and left out. `notOne`: it is no ranking, or mostly not; `empty`: it tells of no token.
 */
export function readRanking(answer: unknown): RankingFigures | 'notOne' | 'empty' {
  const read = answerSchema.safeParse(answer)
  if (!read.success) return 'notOne'
  const { lines, asOf } = read.data
  if (lines.length === 0) return 'empty'
  const rows = readable(lines)
  const leftOut = lines.length - rows.length
  if (rows.length === 0 || leftOut > rows.length) return 'notOne'
  const { from, to } = newestDays(rows)
  const counted = from === null ? rows : rows.filter(({ date }) => typeof date === 'string' && date >= from)
  const sums = new Map<string, bigint>()
  for (const row of counted) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0n) + row.tokens)
  if ([...sums.values()].every((tokens) => tokens === 0n)) return 'empty'
  const other = sums.get(others) ?? 0n
  sums.delete(others)
  const ranked = [...sums].toSorted(([, left], [, right]) => (left === right ? 0 : left < right ? 1 : -1))
  return {
    from,
    to,
    asOf,
    rows: ranked.map(([slug, tokens]) => ({ slug, tokens: String(tokens) })),
    other: String(other),
    leftOut,
  }
}

/** The lines that are understood, each day's of a model once: the first. */
function readable(lines: readonly unknown[]): Row[] {
  const known = new Set<string>()
  return lines.flatMap((line) => {
    const row = rowSchema.safeParse(line)
    if (!row.success) return []
    const key = `${row.data.date ?? ''} ${nameOf(row.data)}`
    if (known.has(key)) return []
    known.add(key)
    return [row.data]
  })
}

function nameOf({ model_permaslug, variant }: Row): string {
  const isPlain = variant === undefined || variant === null || variant === '' || variant === 'standard'
  return isPlain ? model_permaslug : `${model_permaslug}:${variant}`
}

/** The newest days there are lines of; null where the lines carry no days. */
function newestDays(rows: readonly Row[]): { from: string | null; to: string | null } {
  const days = [...new Set(rows.flatMap(({ date }) => date ?? []))].toSorted().slice(-rankingDays)
  return { from: days[0] ?? null, to: days.at(-1) ?? null }
}

function momentOf(text: string | null | undefined): Instant | null {
  const at = instantSchema.safeParse(Date.parse(text ?? ''))
  return at.success ? at.data : null
}
