import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answering, calling, chats, makeWorkWorld, rememberingFetch, script } from '../work-world.ts'

describe('a tool loop that is killed', () => {
  it('goes on from every moment it is killed at: nothing asked, written or run twice', async () => {
    const behaviours = () => [
      calling('read_file', { path: 'documents/lease.md' }),
      calling('write_file', { path: 'reports/a.txt', text: 'one two' }),
      calling('change_file', { path: 'reports/a.txt', old: 'two', new: 'two two' }),
      calling('move_file', { from: 'reports/a.txt', to: 'reports/b.txt' }),
      answering('Done.'),
    ]
    const counting = await makeWorkWorld()
    script(counting, ...behaviours())
    let moments = 0
    await counting.run({ fetch: rememberingFetch(), lifeline: { tick: async () => void moments++ } })
    expect(moments).toBeGreaterThan(30)
    for (let moment = 1; moment <= moments; moment++) {
      const world = await makeWorkWorld()
      const at = `killed at moment ${moment}`
      const remembering = rememberingFetch()
      script(world, ...behaviours())
      let passed = 0
      const killed = new Promise<'killed'>((resolve) => {
        const lifeline = {
          tick() {
            if (++passed < moment) return Promise.resolve()
            resolve('killed')
            return new Promise<never>(() => undefined)
          },
        }
        void world.run({ fetch: remembering, lifeline })
      })
      expect(await killed, at).toBe('killed')
      expect(await world.run({ fetch: remembering }), at).toEqual({ type: 'finished', outcome: 'complete' })
      expect(await readdir(world.reports), at).toEqual(['b.txt'])
      expect(await readFile(join(world.reports, 'b.txt'), 'utf8'), at).toBe('one two two')
      expect(
        [...world.facts.acts.values()].map(({ done }) => done),
        at,
      ).toEqual([true, true, true])
      expect(chats(world), at).toHaveLength(5)
    }
  }, 60_000)
})
