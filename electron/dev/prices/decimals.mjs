/** Decimal text without floats: prices per million tokens have at most six decimals. */

const places = 6

/** `('0.125', '1.5')` is `0.1875`; throws when the product needs more than six decimals. */
export function times(amount, factor) {
  const product = scaled(amount) * scaled(factor)
  const scale = 10n ** BigInt(places)
  if (product % scale !== 0n) throw new Error(`${amount} x ${factor} has more than ${places} decimals`)
  return text(product / scale)
}

/** A number as the packages give them (`0.003625`) as decimal text; throws for what is not one with six decimals. */
export function decimalOf(number) {
  if (typeof number !== 'number' || !(number >= 0) || number > 1e6) throw new Error(`${number} is no price`)
  const rounded = number.toFixed(places)
  if (Number(rounded) !== number) throw new Error(`${number} has more than ${places} decimals`)
  return text(scaled(rounded))
}

function scaled(amount) {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(amount)
  if (match === null) throw new Error(`${amount} is no decimal with at most ${places} decimals`)
  return BigInt(match[1] + (match[2] ?? '').padEnd(places, '0'))
}

function text(units) {
  const digits = String(units).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`
}
