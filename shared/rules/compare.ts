import type { Cell } from '../model/item.ts'
import type { Comparison } from '../model/test.ts'

/**
 * Whether a value passes a comparison. Numbers are compared as numbers, whichever way they are written; days as days; anything else as
 * text, without minding case, width or outer spaces.
 */
export function compareCell(cell: Cell, { operator, value }: Pick<Comparison, 'operator' | 'value'>): boolean {
  const text = plain(cell)
  const wanted = plain(value)
  switch (operator) {
    case 'is':
      return sameAs(cell, value)
    case 'isNot':
      return !sameAs(cell, value)
    case 'contains':
      return text.includes(wanted)
    case 'containsNot':
      return !text.includes(wanted)
    case 'isEmpty':
      return text === ''
    case 'isNotEmpty':
      return text !== ''
    case 'above':
    case 'atLeast':
    case 'below':
    case 'atMost': {
      const order = orderOf(cell, value)
      if (order === null) return false
      if (order === 0) return operator === 'atLeast' || operator === 'atMost'
      return order > 0 === (operator === 'above' || operator === 'atLeast')
    }
  }
}

/**
 * The number a cell holds, also one written as people do: `1,234.50`, `1.234,50 €`, `¥ 1，234`, `-12 %`, `(120)`. Null where it is none,
 * or where it can be read in two ways that differ.
 */
export function numberOf(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (typeof cell !== 'string') return null
  const text = cell.normalize('NFKC').trim()
  const bare = text.replace(/^\(|\)$/g, '').replace(/[\s\p{Sc}%'\u00a0\u202f]|\b[A-Z]{3}\b|元|RMB/gu, '')
  const sign = bare.startsWith('-') || /^\(.*\)$/.test(text) ? -1 : 1
  const digits = bare.replace(/^[-+]/, '')
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(digits)) return null
  const [dots, commas] = [digits.split('.').length - 1, digits.split(',').length - 1]
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const decimal =
    dots > 0 && commas > 0 ? digits[last] : dots === 1 ? '.' : commas === 1 && !/,\d{3}$/.test(digits) ? ',' : null
  const plainDigits = [...digits]
    .map((sign) => (sign === decimal ? '.' : sign === '.' || sign === ',' ? '' : sign))
    .join('')
  const value = Number(plainDigits)
  return plainDigits === '' || !Number.isFinite(value) ? null : sign * value
}

function orderOf(cell: Cell, value: string): number | null {
  const [left, right] = [numberOf(cell), numberOf(value)]
  if (left !== null && right !== null) return Math.sign(left - right)
  const [from, to] = [dayOf(cell), dayOf(value)]
  return from === null || to === null ? null : Math.sign(from - to)
}

function sameAs(cell: Cell, value: string): boolean {
  const [left, right] = [numberOf(cell), numberOf(value)]
  return left !== null && right !== null ? left === right : plain(cell) === plain(value)
}

function dayOf(cell: Cell): number | null {
  if (typeof cell !== 'string') return null
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(cell.normalize('NFKC').trim()) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return Date.UTC(Number(year), Number(month) - 1, Number(day))
}

function plain(cell: Cell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
}
