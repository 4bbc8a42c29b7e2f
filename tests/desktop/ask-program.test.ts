import { describe, expect, it } from 'vitest'
import { askProgram } from '../../electron/desktop/ask-program.ts'
import { createSystemMetered } from '../../electron/supervisor/network/system-metered.ts'

describe.skipIf(process.platform === 'win32')('asking a program of the system', () => {
  it('hears its answer, and hands its arguments over as they are', async () => {
    expect(await askProgram('printf', ['%s|%s', '$(id)', '; ls'])).toBe('$(id)|; ls')
    expect(await askProgram('env', [])).toContain('LC_ALL=C')
  })

  it('says no more to it than where programs and their bus are', async () => {
    process.env.KAIHE_TEST_SECRET = 'hunter2'
    expect(await askProgram('env', [])).not.toContain('hunter2')
    delete process.env.KAIHE_TEST_SECRET
  })

  it('is refused by one that is missing, fails, or does not stop talking', async () => {
    // A folder on the way may be closed to us, which says the same.
    const missing = { code: expect.stringMatching(/^(?:ENOENT|EACCES)$/) }
    await expect(askProgram('kaihe-no-such-program', [])).rejects.toMatchObject(missing)
    await expect(askProgram('false', [])).rejects.toThrow()
    await expect(askProgram('yes', [])).rejects.toMatchObject({ code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' })
  })

  it('finds out what this computer says of its way out, or that it says nothing', async () => {
    expect([true, false, null]).toContain(await createSystemMetered(process.platform, askProgram)())
  }, 20_000)
})
