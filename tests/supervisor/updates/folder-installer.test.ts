import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import { type FeedFile, signedText } from '../../../electron/supervisor/updates/feed.ts'
import { createFolderInstaller } from '../../../electron/supervisor/updates/folder-installer.ts'
import { listenHere } from '../../../electron/listen-here.ts'

let root: string
let data: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'updates-'))
  data = join(root, 'data')
  folder = join(root, 'kaihe')
  mkdirSync(data)
  writeFileSync(join(data, 'companion.db'), 'data of 1.0.0')
  makeApp(folder, '1.0.0', 'echo started >"$data/old-started"')
})
afterEach(() => void execFileSync('rm', ['-rf', root]))

/** A version of the app, as far as the exchange is concerned: a program that does `script` with the data. */
function makeApp(at: string, version: string, script: string): void {
  mkdirSync(join(at, 'resources'), { recursive: true })
  writeFileSync(join(at, 'resources', 'version'), version)
  // Under Electron's file functions an archive is a folder; this one is written and moved under another name.
  writeFileSync(join(at, 'resources', 'app'), version)
  execFileSync('mv', [join(at, 'resources', 'app'), join(at, 'resources', 'app.asar')])
  const head = '#!/bin/sh\ndata="$1"\nmkdir -p "$data/updates"\n'
  writeFileSync(join(at, 'app'), head + script + '\n')
  chmodSync(join(at, 'app'), 0o755)
}

/** A feed on this computer that offers a version. */
async function serve(script: string, changes: Partial<FeedFile> = {}, publicKey: string | null = null) {
  const made = join(root, 'made')
  makeApp(join(made, 'kaihe-2.0.0'), '2.0.0', script)
  execFileSync('tar', ['-czf', join(made, 'kaihe.tar.gz'), '-C', made, 'kaihe-2.0.0'])
  const bytes = readFileSync(join(made, 'kaihe.tar.gz'))
  const offered = {
    version: '2.0.0',
    file: 'kaihe.tar.gz',
    bytes: bytes.length,
    sha512: createHash('sha512').update(bytes).digest('hex'),
    ...changes,
  }
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/feed/kaihe-linux-x64.json') response.end(JSON.stringify(offered))
    else if (request.url === '/feed/kaihe.tar.gz') response.end(bytes)
    else response.writeHead(404).end()
  })
  onTestFinished(() => void server.close())
  const feed = `http://127.0.0.1:${await listenHere(server)}/feed`
  let end: (() => Promise<void>) | null = null
  const gone = spawnSync('true').pid
  const installer = createFolderInstaller({
    app: { folder, program: 'app', system: 'linux-x64', publicKey },
    dataFolder: data,
    fetch,
    clock: systemClock,
    leave: (beforeTheEnd) => void (end = beforeTheEnd),
    process: { pid: gone, args: [data] },
  })
  return { installer, feed, asked, end: async () => end?.() }
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

describe('what is fetched', () => {
  it('is unpacked beside and changes nothing until the app ends', async () => {
    const { installer, feed } = await serve('true')
    expect(await installer.find(feed)).toMatchObject({ version: '2.0.0', share: 100 })
    await installer.fetch()
    expect(read(join(folder, 'resources', 'version'))).toBe('1.0.0')
    expect(read(`${folder}.next/resources/version`)).toBe('2.0.0')
    expect(existsSync(join(data, 'updates', 'next.tar.gz'))).toBe(false)
  })

  it.each([
    ['another hash', { sha512: 'a'.repeat(128) }, 'update.corrupted'],
    ['fewer bytes than said', { bytes: 1_000_000 }, 'update.corrupted'],
    ['more bytes than said', { bytes: 10 }, 'update.corrupted'],
    ['an archive that is not there', { file: 'gone.tar.gz' }, 'update.feedUnreadable'],
  ])('with %s is thrown away, and nothing of it is left', async (_name, changes, code) => {
    const { installer, feed } = await serve('true', changes)
    await installer.find(feed)
    await expect(installer.fetch()).rejects.toMatchObject({ code })
    await expect(installer.apply()).rejects.toMatchObject({ code: 'update.notReady' })
    expect(existsSync(`${folder}.next`)).toBe(false)
    expect(existsSync(join(data, 'updates', 'next.tar.gz'))).toBe(false)
  })

  it('is refused without the maker’s signature, with another one’s, and for another version than was signed', async () => {
    const maker = generateKeyPairSync('ed25519')
    const publicKey = maker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const signed = (offered: Pick<FeedFile, 'version' | 'sha512'>, key = maker.privateKey) =>
      sign(null, signedText(offered), key).toString('base64')
    const sha512 = 'b'.repeat(128)
    for (const signature of [
      undefined,
      '',
      signed({ version: '2.0.0', sha512 }, generateKeyPairSync('ed25519').privateKey),
      signed({ version: '1.9.0', sha512 }),
    ]) {
      const { installer, feed, asked } = await serve(
        'true',
        { sha512, ...(signature === undefined ? {} : { signature }) },
        publicKey,
      )
      await expect(installer.find(feed)).rejects.toMatchObject({ code: 'update.wrongSignature' })
      expect(asked).toEqual(['/feed/kaihe-linux-x64.json'])
    }
    const good = await serve('true', { sha512, signature: signed({ version: '2.0.0', sha512 }) }, publicKey)
    expect(await good.installer.find(good.feed)).toMatchObject({ version: '2.0.0' })
  })

  it('nobody answers, something else answers, and an address that is not safe', async () => {
    const { installer, feed } = await serve('true')
    const code = (address: string) => installer.find(address).then(null, (thrown: { code: string }) => thrown.code)
    expect(await code('http://127.0.0.1:9/feed')).toBe('update.feedUnreachable')
    expect(await code(`${feed}/elsewhere`)).toBe('update.feedUnreadable')
    expect(await code('http://updates.example/feed')).toBe('update.feedUnreadable')
    const odd = await serve('true', { file: '../../etc/passwd.tar.gz' })
    await expect(odd.installer.find(odd.feed)).rejects.toMatchObject({ code: 'update.feedUnreadable' })
  })
})

describe('the exchange', () => {
  it('puts the newer version in place once it reports a good start, and keeps the old one beside', async () => {
    const { installer, feed, end } = await serve(
      'printf 2.0.0 >"$data/updates/good-start"; echo migrated >"$data/companion.db"',
    )
    await installer.find(feed)
    await installer.fetch()
    await installer.apply()
    await end()
    await until(() => expect(read(join(data, 'updates', 'good-start'))).toBe('2.0.0'))
    expect(read(join(folder, 'resources', 'version'))).toBe('2.0.0')
    expect(read(`${folder}.before/resources/version`)).toBe('1.0.0')
    await until(() => expect(read(join(data, 'companion.db'))).toBe('migrated\n'))
    expect(read(join(data, 'updates', 'saved', 'companion.db'))).toBe('data of 1.0.0')
    expect(read(join(data, 'old-started'))).toBeNull()
  })

  it.each([
    ['ends at once', 'exit 1'],
    [
      'ends after it has changed the data',
      'echo broken >"$data/companion.db"; echo x >"$data/ledger.db"; rm "$data/ledger.db-wal"; echo y >"$data/ledger.db-shm"; exit 3',
    ],
    ['reports another version', 'printf 1.5.0 >"$data/updates/good-start"; exit 0'],
  ])('a newer version that %s: the old one comes back with its data', async (_name, script) => {
    writeFileSync(join(data, 'ledger.db'), 'sums of 1.0.0')
    writeFileSync(join(data, 'ledger.db-wal'), 'the newest sums of 1.0.0')
    const { installer, feed, end } = await serve(script)
    await installer.find(feed)
    await installer.fetch()
    await installer.apply()
    await end()
    await until(() => expect(read(join(data, 'old-started'))).toBe('started\n'))
    expect(read(join(data, 'updates', 'outcome'))).toBe('backed-out 2.0.0')
    expect(read(join(folder, 'resources', 'version'))).toBe('1.0.0')
    expect(read(`${folder}.failed/resources/version`)).toBe('2.0.0')
    expect(read(join(data, 'companion.db'))).toBe('data of 1.0.0')
    expect(read(join(data, 'ledger.db'))).toBe('sums of 1.0.0')
    expect(read(join(data, 'ledger.db-wal'))).toBe('the newest sums of 1.0.0')
    expect(existsSync(join(data, 'ledger.db-shm'))).toBe(false)
  })
})
