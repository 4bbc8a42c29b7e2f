import { describe, expect, it } from 'vitest'
import { drawMark } from '../../electron/desktop/mark-bitmap.ts'

const ink = [35, 32, 28] as const
const alphaSum = (pixels: Uint8Array) => pixels.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0)
const pixel = (pixels: Uint8Array, side: number, x: number, y: number) => [
  ...pixels.slice((y * side + x) * 4, (y * side + x) * 4 + 4),
]

describe('drawMark', () => {
  it('fills as the level rises', () => {
    const sums = [0.1, 0.4, 0.7, 1].map((level) => alphaSum(drawMark(32, { level, badge: 'none' }, ink)))
    expect(sums).toEqual([...sums].sort((left, right) => left - right))
    expect(new Set(sums).size).toBe(4)
  })

  it('is empty at the corners and inked on the ring', () => {
    const pixels = drawMark(40, { level: 0.5, badge: 'none' }, ink)
    expect(pixel(pixels, 40, 0, 0)).toEqual([0, 0, 0, 0])
    expect(pixel(pixels, 40, 20, 4)).toEqual([28, 32, 35, 255])
  })

  it('shows an orange diamond when it needs its owner and a red disc at the limit', () => {
    expect(pixel(drawMark(40, { level: 0.5, badge: 'needsYou' }, ink), 40, 32, 9)).toEqual([0, 102, 217, 255])
    expect(pixel(drawMark(40, { level: 0.5, badge: 'limitReached' }, ink), 40, 32, 9)).toEqual([62, 63, 196, 255])
  })

  it('shows two bars while paused', () => {
    const pixels = drawMark(40, { level: 0.1, badge: 'paused' }, ink)
    expect(pixel(pixels, 40, 28, 30)[3]).toBe(255)
    expect(pixel(pixels, 40, 31, 30)[3]).toBe(0)
    expect(pixel(pixels, 40, 34, 30)[3]).toBe(255)
  })

  it('keeps colours premultiplied', () => {
    const pixels = drawMark(16, { level: 0.6, badge: 'needsYou' }, ink)
    for (let index = 0; index < pixels.length; index += 4) {
      const alpha = pixels[index + 3] ?? 0
      expect(Math.max(pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0)).toBeLessThanOrEqual(alpha)
    }
  })
})
