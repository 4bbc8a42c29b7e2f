import { join } from 'node:path'
import { refusedPort } from '../helpers/vendor-server/refused-port.ts'
import { startVendorServer } from '../helpers/vendor-server/server.ts'
import { expect, test } from './fixtures.ts'
import { expectWorks, expectWrong, fillService, openServiceForm, pressTest, saveService } from './service-form.ts'
import { say } from './words.ts'

test('Test says precisely what is wrong with a service, and when nothing is', async ({ start, vendor }) => {
  const { page } = await start()
  await openServiceForm(page)
  const tryWith = async (typed: Parameters<typeof fillService>[1]) => {
    await fillService(page, typed)
    return pressTest(page)
  }
  await fillService(page, { name: 'Vendor' })

  await expectWrong(await tryWith({ address: 'ftp://models.example' }), 'address', 'provider.addressInvalid')
  await expectWrong(await tryWith({ address: 'http://models.example/v1' }), 'address', 'provider.addressInvalid')
  const down = `http://127.0.0.1:${await refusedPort()}/v1`
  await expectWrong(await tryWith({ address: down }), 'network', 'provider.unreachable')
  await expectWrong(await tryWith({ address: vendor.baseUrl, key: 'key-html-page' }), 'address', 'provider.notAnApi')
  await expectWrong(await tryWith({ key: 'key-wrong-key' }), 'key', 'provider.keyRefused')
  await expectWrong(await tryWith({ key: 'key-no-money' }), 'quota', 'provider.noMoney')
  await expectWrong(await tryWith({ key: 'key-no-quota' }), 'quota', 'provider.noMoney')
  await expectWrong(await tryWith({ key: 'right', model: 'unknown-model' }), 'model', 'provider.modelUnknown')
  await page.getByRole('checkbox', { name: 'unknown-model' }).click()
  await expectWorks(await pressTest(page))

  // The list came with the test; each test made one call of a few tokens at most, and none went out for a bad address.
  await expect(page.getByRole('checkbox', { name: 'vendor-small' })).toBeVisible()
  const last = vendor.records().at(-1)
  expect(last?.key).toBe('right')
  expect(last?.body).toMatchObject({ max_tokens: 16 })
})

test('a service that asks for a key says so when none is entered', async ({ start }) => {
  const guarded = await startVendorServer({ keys: ['the-key'] })
  try {
    const { page } = await start()
    await openServiceForm(page)
    await fillService(page, { name: 'Vendor', address: guarded.baseUrl })
    await expectWrong(await pressTest(page), 'key', 'provider.keyMissing')
  } finally {
    await guarded.close()
  }
})

test('without a key store the owner is told and chooses where the key stays', async ({ start, vendor, folder }) => {
  const first = await start()
  await openServiceForm(first.page)
  await expect(first.page.getByText(say('models.keyring.missing'))).toBeVisible()
  const choice = (of: 'session' | 'unprotected') => {
    return first.page.getByRole('radio', { name: say(`models.keyring.choice.${of}`) })
  }
  await expect(choice('session')).toBeChecked()
  await fillService(first.page, {
    name: 'Until close',
    address: vendor.baseUrl,
    key: 'session-secret',
    model: 'vendor-small',
  })
  await expect(await saveService(first.page, 'Until close')).toContainText(say('models.keyKept.session'))
  await openServiceForm(first.page)
  await fillService(first.page, { name: 'On disk', address: vendor.baseUrl, key: 'readable-secret' })
  await choice('unprotected').click()
  await expect(await saveService(first.page, 'On disk')).toContainText(say('models.keyKept.unprotected'))
  await first.close()

  const kept = await filesThatHold(join(folder, 'home'), ['session-secret', 'readable-secret'])
  expect(kept['session-secret']).toEqual([])
  expect(kept['readable-secret']).not.toEqual([])

  const second = await start()
  await second.page
    .getByRole('navigation')
    .getByRole('button', { name: say('nav.models') })
    .click()
  const section = (name: string) => second.page.getByRole('region', { name, exact: true })
  await expect(section('Until close')).toContainText(say('models.keyKept.none'))
  await expect(section('On disk')).toContainText(say('models.keyKept.unprotected'))
})

/** Which files below a folder hold each of the words, in any of their bytes. */
async function filesThatHold<Word extends string>(folder: string, words: readonly Word[]) {
  const { readdir, readFile } = await import('node:fs/promises')
  const found: Record<string, string[]> = Object.fromEntries(words.map((word) => [word, []]))
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    for (const word of words) if (bytes.includes(word)) found[word]?.push(join(entry.parentPath, entry.name))
  }
  return found
}
