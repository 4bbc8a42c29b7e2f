/**
 * The sum of numbers as they are written, without the small errors of binary fractions: 0.1 and 0.2 make 0.3. Exact for up to twenty
 * decimals; more are rounded away.
 */
export function sumOf(values: readonly number[]): number {
  const places = Math.min(20, Math.max(0, ...values.map(placesOf)))
  const units = values.reduce((sum, value) => sum + unitsOf(value, places), 0n)
  return Number(decimalOf(units, places))
}

function placesOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).toLowerCase().split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}

function unitsOf(value: number, places: number): bigint {
  const [digits = '', exponent = '0'] = String(value).toLowerCase().split('e')
  const isBelow = digits.startsWith('-')
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.')
  const shift = places + Number(exponent) - fraction.length
  const all = `${whole}${fraction}`
  const scaled = shift >= 0 ? BigInt(all) * 10n ** BigInt(shift) : BigInt(all) / 10n ** BigInt(-shift)
  return isBelow ? -scaled : scaled
}

function decimalOf(units: bigint, places: number): string {
  if (places === 0) return String(units)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
