import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { Page } from '@playwright/test'
import { listenHere } from '../../electron/listen-here.ts'
import { startOfficeProxy } from '../helpers/office-proxy.ts'
import { ownCertificate } from '../helpers/own-certificate.ts'
import { writePapers } from './documents.ts'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService } from './service-form.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'

test('everything leaves through the owner’s proxy, which is told who asks, and the test says what happened to each service', async ({
  start,
  vendor,
  folder,
}) => {
  const strange = createServer(ownCertificate, (_request, response) => void response.end('{}'))
  const chat = createPlainServer((_request, response) => void response.end('{}'))
  const routes = {
    'models.lan': Number(new URL(vendor.baseUrl).port),
    'api.deepseek.com': await listenHere(strange),
    '10.1.2.3': await listenHere(chat),
  }
  const proxy = await startOfficeProxy({ login: 'wang:geheim', routes })
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { page } = companion

  // First a password that is wrong: the words say so, and the services were never asked.
  await useProxy(page, { port: proxy.port, user: 'wang', password: 'falsch' })
  await expect(finding(page, 'api.openai.com')).toContainText(await afterTest(page, 'network.proxySignIn'))
  expect(proxy.heard).toEqual([])

  await useProxy(page, { port: proxy.port, user: 'wang', password: 'geheim' })
  await afterTest(page, 'network.proxyRefused')
  await expect(finding(page, 'api.openai.com')).toContainText(
    say('errors.network.proxyRefused.what', { host: 'api.openai.com:443' }).slice(0, 30),
  )
  await expect(finding(page, 'api.deepseek.com')).toContainText(say('errors.provider.tls.what'))
  expect(proxy.heard).toContain('CONNECT api.openai.com:443')
  await page.screenshot({ path: test.info().outputPath('network.png'), fullPage: false })

  // A service behind the proxy is asked through it, by the process that asks services.
  await addService(page, 'http://models.lan/v1', model)
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  proxy.heard.length = 0
  await pressRun(page)
  await expectEnd(page, 'done')
  expect(proxy.heard).toContain('POST models.lan/v1/chat/completions')

  // Main itself goes the same way, and signs in anew: its network context is another one.
  const { error } = await send(page, 'robots.test', {
    ...{ id: null, name: 'Team', kind: 'webhook', keyStorage: 'session', address: 'http://10.1.2.3/hook' },
  })
  expect(error).toBeNull()
  expect(proxy.heard).toContain('POST 10.1.2.3/hook')

  await companion.close()
  await proxy.close()
  strange.close()
  chat.close()
})

async function useProxy(page: Page, typed: { port: number; user: string; password: string }): Promise<void> {
  await goTo(page, 'settings')
  await page
    .locator('.setting')
    .filter({ hasText: say('network.way') })
    .getByRole('button')
    .click()
  const form = page.getByRole('dialog', { name: say('network.way') })
  await form.getByRole('radio', { name: say('network.modes.manual') }).click()
  await form.getByLabel(say('network.host'), { exact: true }).fill('127.0.0.1')
  await form.getByLabel(say('network.port'), { exact: true }).fill(String(typed.port))
  await form.getByLabel(say('network.user'), { exact: true }).fill(typed.user)
  await form.getByLabel(say('network.password'), { exact: true }).fill(typed.password)
  await form.getByRole('button', { name: say('common.save') }).click()
  await expect(form).toBeHidden()
}

/** Presses Test and waits until every service was knocked at; tells the words of an error. */
async function afterTest(page: Page, code: 'network.proxySignIn' | 'network.proxyRefused'): Promise<string> {
  await page.getByRole('button', { name: say('network.test'), exact: true }).click()
  await expect(finding(page, 'api.openai.com')).toBeVisible({ timeout: 30_000 })
  return say(`errors.${code}.what`).slice(0, 30)
}

function finding(page: Page, host: string) {
  return page.getByRole('listitem').filter({ hasText: host })
}
