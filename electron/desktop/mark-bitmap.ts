/** What the mark shows: how much of today's limit is used, and what the owner should know. */
export type MarkState = {
  /** 0 to 1; the level in the ring. */
  readonly level: number
  readonly badge: 'none' | 'needsYou' | 'limitReached' | 'paused'
}

type Colour = readonly [red: number, green: number, blue: number]

const waiting: Colour = [217, 102, 0]
const failed: Colour = [196, 63, 62]
const samplesPerSide = 4

/**
 * Draws the mark as a square bitmap of premultiplied BGRA bytes, the form Electron's nativeImage takes. The shapes are those
 * of a 20 x 20 drawing: a ring of radius 8, a wavy level inside it, a badge at its right.
 */
export function drawMark(side: number, state: MarkState, ink: Colour): Uint8Array {
  const pixels = new Uint8Array(side * side * 4)
  const samples = samplesPerSide * samplesPerSide
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const sum = [0, 0, 0, 0]
      for (let sample = 0; sample < samples; sample++) {
        const x = ((column + ((sample % samplesPerSide) + 0.5) / samplesPerSide) * 20) / side
        const y = ((row + (Math.floor(sample / samplesPerSide) + 0.5) / samplesPerSide) * 20) / side
        const colour = colourAt(x, y, state, ink)
        if (colour === null) continue
        sum[0] = (sum[0] ?? 0) + colour[2]
        sum[1] = (sum[1] ?? 0) + colour[1]
        sum[2] = (sum[2] ?? 0) + colour[0]
        sum[3] = (sum[3] ?? 0) + 255
      }
      pixels.set(
        sum.map((total) => Math.round(total / samples)),
        (row * side + column) * 4,
      )
    }
  }
  return pixels
}

function colourAt(x: number, y: number, state: MarkState, ink: Colour): Colour | null {
  switch (state.badge) {
    case 'needsYou':
      if (Math.abs(x - 16) + Math.abs(y - 4.5) <= 4) return waiting
      if (Math.hypot(x - 16, y - 4.5) <= 4.9) return null
      break
    case 'limitReached':
      if (Math.hypot(x - 16, y - 4.5) <= 3.6) return failed
      if (Math.hypot(x - 16, y - 4.5) <= 4.7) return null
      break
    case 'paused':
      if (y >= 12.3 && y <= 17.7 && (Math.abs(x - 14) <= 0.8 || Math.abs(x - 17) <= 0.8)) return ink
      if (Math.hypot(x - 15.5, y - 15) <= 5) return null
      break
    case 'none':
      break
  }
  const fromCentre = Math.hypot(x - 10, y - 10)
  if (Math.abs(fromCentre - 8) <= 0.85) return ink
  if (fromCentre > 7.6) return null
  const level = state.badge === 'limitReached' ? 1 : Math.min(1, Math.max(0.08, state.level))
  const surface = 17.4 - level * 14.8 - (level >= 1 ? 2 : Math.sin(((x - 2.6) / 14.8) * 2 * Math.PI) * 0.65)
  return y >= surface ? ink : null
}
