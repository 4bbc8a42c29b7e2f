import { describe, expect, test } from 'vitest'
import { createFrameShow, readMirror } from '../../../renderer/store/mirror.ts'
import { busyMirror } from '../fixtures/scenes.ts'

describe('showing mirrors', () => {
  test('the first is shown at once, later ones once a frame, and only the newest', () => {
    const frames: (() => void)[] = []
    const frame = createFrameShow((draw) => frames.push(draw))
    const first = busyMirror()
    const second = { ...first, upcoming: [] }
    const third = { ...second, missed: [] }
    frame.show(first)
    expect(readMirror()).toBe(first)
    frames.length = 0
    frame.show(second)
    frame.show(third)
    expect(frames).toHaveLength(1)
    expect(readMirror()).toBe(first)
    frames[0]?.()
    expect(readMirror()).toBe(third)
  })

  test('flush shows what is pending before its frame', () => {
    const frame = createFrameShow(() => undefined)
    const mirror = { ...readMirror() }
    frame.show(mirror)
    frame.flush()
    expect(readMirror()).toBe(mirror)
  })
})
