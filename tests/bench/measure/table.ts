/** One line of the performance table: ours against a peer or floor measured in the same run. */
export type Line = {
  bar: string
  what: string
  peer: { name: string; value: number }
  ours: number
  unit: 'ms' | 'MB' | 'tokens/s' | 'events/s' | 'ms/s' | 'per second' | 'frames' | '%'
  /** `most`: ours divided by the peer's may be at most that; `least`: at least; `most-over`: ours minus the peer's; `at-most`: ours. */
  /** Measured beside for comparison: what we do not do. */
  beside?: boolean
  goal: { kind: 'most' | 'least' | 'most-over' | 'at-most'; value: number }
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  return (low + high) / 2
}

/** The table as text, one line a bar. */
export function tableText(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const over = line.goal.kind === 'most-over' || line.goal.kind === 'at-most'
    const result = resultOf(line)
    const met = line.goal.kind === 'least' ? result >= line.goal.value : result <= line.goal.value
    const sign = line.goal.kind === 'least' ? '>=' : '<='
    const suffix = over ? ` ${line.unit}` : 'x'
    return [
      line.bar,
      line.what,
      `${line.peer.name} ${figure(line.peer.value)} ${line.unit}`,
      `${figure(line.ours)} ${line.unit}`,
      `${result.toFixed(2)}${suffix}`,
      `${sign} ${line.goal.value}${suffix}`,
      line.beside === true ? 'beside' : met ? 'met' : 'MISSED',
    ]
  })
  const all = [['bar', 'what', 'peer or floor', 'ours', 'ratio', 'goal', ''], ...rows]
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function resultOf({ goal, ours, peer }: Line): number {
  switch (goal.kind) {
    case 'at-most':
      return ours
    case 'most-over':
      return ours - peer.value
    case 'most':
    case 'least':
      return ours / peer.value
  }
}
