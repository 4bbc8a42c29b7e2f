/** True when a version comes after another one (semver 2.0, 11). What does not read as a version comes after nothing. */
export function isNewer(version: string, than: string): boolean {
  const [left, right] = [parts(version), parts(than)]
  if (left === null || right === null) return false
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] ?? 0
    if (number !== other) return number > other
  }
  if (left.early === right.early) return false
  // What leads up to a version comes before it.
  if (left.early === '' || right.early === '') return left.early === ''
  return comesAfter(left.early.split('.'), right.early.split('.'))
}

function comesAfter(left: readonly string[], right: readonly string[]): boolean {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]]
    if (one === other) continue
    if (one === undefined || other === undefined) return other === undefined
    const areNumbers = /^\d+$/.test(one) && /^\d+$/.test(other)
    if (areNumbers) return Number(one) > Number(other)
    if (/^\d+$/.test(one) !== /^\d+$/.test(other)) return /^\d+$/.test(other)
    return one > other
  }
  return false
}

function parts(version: string): { numbers: number[]; early: string } | null {
  const [, core, early = ''] = /^v?(\d+\.\d+\.\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(version) ?? []
  return core === undefined ? null : { numbers: core.split('.').map(Number), early }
}
