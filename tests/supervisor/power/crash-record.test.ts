import { describe, expect, it } from 'vitest'
import { recordStart } from '../../../electron/supervisor/power/crash-record.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'

const minute = 60_000

function open(stored?: unknown) {
  const clock = createFakeClock(birthday)
  let content = stored
  const store = {
    read: () => content,
    write: (starts: number[]) => {
      content = starts
    },
  }
  return { clock, start: () => recordStart({ store, clock }), store }
}

describe('starts that came to no proper end', () => {
  it('are too many at the fourth within minutes', () => {
    const { clock, start } = open()
    const seen = [0, 1, 2, 3, 4].map(() => {
      clock.jump(minute)
      return start().tooMany
    })
    expect(seen).toEqual([false, false, false, true, true])
  })

  it('are forgotten after a proper end, and when they lie far apart', () => {
    const { clock, start } = open()
    for (let each = 0; each < 3; each++) start()
    start().ended()
    expect(start().tooMany).toBe(false)
    for (let each = 0; each < 6; each++) {
      clock.jump(5 * minute)
      expect(start().tooMany).toBe(false)
    }
  })

  it.each([null, 'text', [1, 'two'], { starts: 3 }, [Number.MAX_SAFE_INTEGER, 1e15, 1e15]])(
    'are not made up from %j',
    (stored) => {
      expect(open(stored).start().tooMany).toBe(false)
    },
  )

  it('count nothing where the record cannot be written, and the app starts all the same', () => {
    const { clock } = open()
    const store = {
      read: () => undefined,
      write: () => {
        throw new Error('full')
      },
    }
    const record = recordStart({ store, clock })
    record.ended()
    expect(record.tooMany).toBe(false)
  })
})
