import { describe, expect, it } from 'vitest'
import { createMeteredNetwork } from '../../../electron/supervisor/network/metered-network.ts'
import { type AskProgram, createSystemMetered } from '../../../electron/supervisor/network/system-metered.ts'
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts'

const gone = () => Promise.reject(Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' }))
/** A system with these programs and no others. */
function systemWith(programs: Record<string, () => Promise<string>>): { ask: AskProgram; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async ask(program) {
      asked.push(program)
      return (programs[program] ?? gone)()
    },
  }
}
const saying = (text: string) => async () => text

describe('what the system says of the way out', () => {
  it.each([
    ['busctl', 'u 1\n', true],
    ['busctl', 'u 2\n', false],
    ['busctl', 'u 3\n', true],
    ['busctl', 'u 4\n', false],
    ['busctl', 'u 0\n', null],
    ['gdbus', '(<uint32 3>,)\n', true],
    ['gdbus', '(<uint32 4>,)\n', false],
    ['nmcli', 'yes (guessed)\nno\n', true],
    ['nmcli', 'no\nyes\n', false],
    ['nmcli', 'unknown\n', null],
  ])('on Linux %s answering %j means %s', async (program, answer, said) => {
    expect(await createSystemMetered('linux', systemWith({ [program]: saying(answer) }).ask)()).toBe(said)
  })

  it.each([
    ['Unrestricted False False\r\n', false],
    ['Fixed False False\r\n', true],
    ['Variable False False\r\n', true],
    ['Unrestricted True False\r\n', true],
    ['Unrestricted False True\r\n', true],
    ['Unknown False False\r\n', null],
    ['', null],
  ])('on Windows %j means %s', async (answer, said) => {
    expect(await createSystemMetered('win32', systemWith({ 'powershell.exe': saying(answer) }).ask)()).toBe(said)
  })

  it.each(['', 'u', 'u 9\n', 'u 11\n', 'yes\n', '\u0000\u0001', 'Failed to get property', '(<uint32 1>,)'])(
    'takes nothing from an answer like %j',
    async (answer) => {
      expect(await createSystemMetered('linux', systemWith({ busctl: saying(answer) }).ask)()).toBeNull()
    },
  )

  it('asks the next program where one is missing, fails or answers too late, and none after an answer', async () => {
    const late = () => Promise.reject(Object.assign(new Error('killed'), { killed: true, signal: 'SIGKILL' }))
    const { ask, asked } = systemWith({ busctl: late, gdbus: saying('(<uint32 1>,)\n'), nmcli: saying('no\n') })
    expect(await createSystemMetered('linux', ask)()).toBe(true)
    expect(asked).toEqual(['busctl', 'gdbus'])
    expect(await createSystemMetered('linux', systemWith({}).ask)()).toBeNull()
  })

  it('is not asked where the system does not tell', async () => {
    const { ask, asked } = systemWith({ busctl: saying('u 1\n') })
    expect(await createSystemMetered('darwin', ask)()).toBeNull()
    expect(asked).toEqual([])
  })
})

describe('whether the way out costs by the amount', () => {
  function setUp(metered: Settings['metered'], system: (() => Promise<boolean | null>) | undefined) {
    const settings = { current: () => ({ ...defaultSettings, metered }) }
    return createMeteredNetwork({ settings, system })
  }

  it('is what its owner says, whatever the system does', async () => {
    expect(await setUp('always', async () => false)()).toBe(true)
    expect(await setUp('never', async () => true)()).toBe(false)
  })

  it('is what the system says otherwise, and no where it says nothing', async () => {
    expect(await setUp('automatic', async () => true)()).toBe(true)
    expect(await setUp('automatic', async () => null)()).toBe(false)
    expect(await setUp('automatic', () => Promise.reject(new Error('broken')))()).toBe(false)
    expect(await setUp('automatic', undefined)()).toBe(false)
  })

  it('is asked once by several at the same time, and anew by the next', async () => {
    let asked = 0
    const isMetered = setUp('automatic', async () => {
      asked += 1
      return asked === 1
    })
    expect(await Promise.all([isMetered(), isMetered()])).toEqual([true, true])
    expect(await isMetered()).toBe(false)
    expect(asked).toBe(2)
  })
})
