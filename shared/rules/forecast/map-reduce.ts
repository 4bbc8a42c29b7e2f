/** So many calls that each read and write so much, in tokens. */
export type CallGroup = { readonly calls: number; readonly input: number; readonly output: number }

/** One text in parts of at most `material` tokens: the full ones, and what is left. */
export function partsOf(tokens: number, material: number): { calls: number; tokens: number }[] {
  const full = Math.floor(tokens / material)
  const rest = tokens - full * material
  return [
    ...(full > 0 ? [{ calls: full, tokens: material }] : []),
    ...(rest > 0 || full === 0 ? [{ calls: 1, tokens: rest }] : []),
  ]
}

/** The rounds after which merging gives up, as the runner has it. */
const mostRounds = 8

/**
 * The calls that merge summaries of so many tokens in all into one, group by group and round by round, as the runner does it.
 *
 * @param own what each call reads beside its material
 * @param answer what each call writes
 * @param around what an answer costs more as material of the next round
 */
export function mergeCalls(
  total: number,
  { material, own, answer, around }: { material: number; own: number; answer: number; around: number },
): CallGroup[] {
  const calls: CallGroup[] = []
  let level = total
  for (let round = 1; round <= mostRounds; round++) {
    const parts = partsOf(level, material)
    for (const part of parts) calls.push({ calls: part.calls, input: part.tokens + own, output: answer })
    const answers = parts.reduce((sum, part) => sum + part.calls, 0)
    if (answers === 1) break
    level = answers * (answer + around)
  }
  return calls
}
