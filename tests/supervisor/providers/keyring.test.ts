import { describe, expect, it } from 'vitest'
import { createKeyring } from '../../../electron/supervisor/providers/keyring.ts'
import type { KeyStorage } from '../../../shared/model/provider.ts'
import { providerIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { createFakeSecrets } from '../../helpers/fake-secrets.ts'
import { birthday } from '../../helpers/things.ts'

const provider = providerIdSchema.parse('provider-1')

function open(storage: KeyStorage = 'protected') {
  const clock = createFakeClock(birthday)
  const secrets = createFakeSecrets()
  const said: string[] = []
  let looks = 0
  let kept = storage
  const keyring = createKeyring({
    secrets: {
      state() {
        looks += 1
        return secrets.state()
      },
      unlock: secrets.unlock,
    },
    clock,
    storageOf: () => kept,
    onState: (state) => said.push(state),
    onOpened: async () => void said.push('handed over'),
  })
  const wait = () =>
    keyring.whenReadable(provider, { onWait: () => said.push('waits'), onReady: () => said.push('goes on') })
  return {
    keyring,
    clock,
    secrets,
    wait,
    takeSaid: () => said.splice(0),
    looks: () => looks,
    keep: (next: KeyStorage) => {
      kept = next
    },
  }
}

describe('the key store', () => {
  it.each(['none', 'session', 'unprotected'] as const)('is not asked for a key that is kept as %s', (storage) => {
    const { wait, looks, takeSaid } = open(storage)
    wait()
    expect([takeSaid(), looks()]).toEqual([['goes on'], 0])
  })

  it('that is open keeps nobody waiting', async () => {
    const { wait, takeSaid, clock } = open()
    wait()
    await settle()
    expect(takeSaid()).toEqual(['available', 'handed over', 'goes on'])
    expect(clock.pending()).toBe(0)
  })

  it('that is locked at sign-in is a reason to wait, and is looked at gently until it opens', async () => {
    const { wait, secrets, clock, takeSaid, looks } = open()
    secrets.become('locked')
    wait()
    await settle()
    expect(takeSaid()).toEqual(['locked', 'waits'])
    for (let minutes = 0; minutes < 60; minutes++) {
      clock.advance(60_000)
      await settle()
    }
    expect(looks()).toBeLessThan(70)
    secrets.become('available')
    clock.advance(60_000)
    await settle()
    expect(takeSaid()).toEqual(['available', 'handed over', 'goes on'])
    expect(clock.pending()).toBe(0)
  })

  it('lets those who wait go on at once when the owner unlocks it', async () => {
    const { wait, keyring, secrets, takeSaid } = open()
    secrets.become('locked')
    wait()
    await settle()
    secrets.become('available')
    await keyring.unlock()
    expect(takeSaid()).toEqual(['locked', 'waits', 'available', 'handed over', 'goes on'])
  })

  it('is not waited for any more when the key is entered anew for this session', async () => {
    const { wait, keep, keyring, secrets, takeSaid } = open()
    secrets.become('missing')
    wait()
    await settle()
    keep('session')
    await keyring.look()
    expect(takeSaid()).toEqual(['missing', 'waits', 'handed over', 'goes on'])
  })

  it('calls nobody who has given up waiting, and rests when nobody waits', async () => {
    const { wait, secrets, clock, keyring, takeSaid } = open()
    secrets.become('locked')
    const cancel = wait()
    await settle()
    takeSaid()
    cancel()
    clock.advance(5_000)
    await settle()
    secrets.become('available')
    await keyring.look()
    expect(takeSaid()).toEqual(['available'])
    expect(clock.pending()).toBe(0)
  })
})
