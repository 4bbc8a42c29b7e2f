import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { signedText } from '../../../electron/supervisor/updates/feed.ts'
import { createPackageInstaller, type PackageForm } from '../../../electron/supervisor/updates/package-installer.ts'
import { createPackageUpdater } from '../../../electron/supervisor/updates/package-updater.ts'

let root: string
let data: string
let appImage: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packages-'))
  data = join(root, 'data')
  appImage = join(root, 'kaihe-companion-1.0.0-linux-x86_64.AppImage')
  mkdirSync(join(data, 'updates'), { recursive: true })
  writeFileSync(join(data, 'companion.db'), 'data of 1.0.0')
  writeFileSync(join(data, 'updates', 'package.yml'), 'updaterCacheDirName: package\n')
  writeFileSync(appImage, program('echo 1.0.0 >"$data/started"'))
  chmodSync(appImage, 0o755)
  vi.stubEnv('APPIMAGE', appImage)
})
afterEach(() => {
  vi.unstubAllEnvs()
  execFileSync('rm', ['-rf', root])
})

const program = (script: string) => `#!/bin/sh\ndata="$1"\n${script}\n`
const hash = (content: string | Buffer, encoding: 'base64' | 'hex' = 'base64') =>
  createHash('sha512').update(content).digest(encoding)
const good = 'printf 2.0.0 >"$data/updates/good-start"; echo migrated >"$data/companion.db"'
const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

type Told = { version?: string; sha512?: string; size?: number; url?: string; more?: string; signature?: string }

/** A generic feed with an AppImage, a deb and an rpm, as electron-builder lays them there. */
async function serve(script = good, told: Told = {}, options: { publicKey?: string; form?: PackageForm } = {}) {
  const content = program(script)
  const { version = '2.0.0', sha512 = hash(content), size = content.length, url = 'kaihe.AppImage', more = '' } = told
  const signature = told.signature === undefined ? '' : `\n    signature: ${told.signature}`
  const place = { yml: '', arrives: content, asked: [] as string[], agents: new Set<string>() }
  place.yml = `version: ${version}
files:
  - url: ${url}
    sha512: ${sha512}
    size: ${size}${signature}
path: ${url}
sha512: ${sha512}
${more}
releaseDate: '2026-11-27T00:00:00.000Z'
`
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0]
    place.asked.push(path ?? '')
    for (const name of Object.keys(request.headers)) place.agents.add(name)
    if (path === '/feed/latest-linux.yml') response.end(place.yml)
    else if (path === `/feed/${url}`) response.end(place.arrives)
    else response.writeHead(404).end()
  })
  onTestFinished(() => void server.close())
  const feed = `http://127.0.0.1:${await listenHere(server)}/feed`
  let end: (() => Promise<void>) | null = null
  let relaunches = 0
  const { form = 'appImage', publicKey = null } = options
  const installer = createPackageInstaller({
    appImage: form === 'appImage' ? appImage : null,
    load: async () =>
      createPackageUpdater({
        ...{ form, fetch, clock: systemClock, publicKey },
        app: {
          ...{ version: '1.0.0', name: 'Kaihe Companion', folder: join(data, 'updates') },
          configuration: join(data, 'updates', 'package.yml'),
          whenReady: async () => undefined,
          relaunch: () => void (relaunches += 1),
          quit: () => undefined,
        },
      }),
    dataFolder: data,
    leave: (beforeTheEnd) => void (end = beforeTheEnd),
    process: { pid: spawnSync('true').pid, args: [data] },
  })
  return { installer, feed, place, end: async () => end?.(), relaunched: () => relaunches }
}

/** Every file of what was fetched. */
function fetched(): string[] {
  const folder = join(data, 'updates', 'package')
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

describe('a newer AppImage', () => {
  it('is found, fetched whole, and changes nothing until the app ends; the feed does not learn who asks', async () => {
    const { installer, feed, place } = await serve()
    expect(await installer.find(feed)).toEqual({ version: '2.0.0', share: 100 })
    await installer.fetch()
    expect(place.asked).toEqual(['/feed/latest-linux.yml', '/feed/kaihe.AppImage'])
    expect(read(appImage)).toContain('1.0.0')
    expect(read(`${appImage}.next`)).toBe(program(good))
    expect(statSync(`${appImage}.next`).mode & 0o111).toBe(0o111)
    expect([...place.agents].filter((name) => name.includes('staging'))).toEqual([])
    expect(existsSync(join(data, 'updates', '.updaterId'))).toBe(false)
  })

  it('goes to a part of all computers at first where the feed says so', async () => {
    const { installer, feed } = await serve(good, { more: 'stagingPercentage: 20' })
    expect(await installer.find(feed)).toEqual({ version: '2.0.0', share: 20 })
  })

  it.each(['1.0.0', '0.9.9'])('%s is none', async (version) => {
    const { installer, feed } = await serve(good, { version })
    expect(await installer.find(feed)).toBeNull()
    await expect(installer.fetch()).rejects.toMatchObject({ code: 'update.notReady' })
  })

  it('takes the place of the old one under its name, which is kept beside, with the data copied', async () => {
    const { installer, feed, end } = await serve()
    await installer.find(feed)
    await installer.fetch()
    await installer.apply()
    expect(read(appImage)).toContain('1.0.0')
    await end()
    await until(() => expect(read(join(data, 'companion.db'))).toBe('migrated\n'))
    expect(read(appImage)).toBe(program(good))
    expect(read(`${appImage}.before`)).toContain('1.0.0')
    expect(read(join(data, 'updates', 'saved', 'companion.db'))).toBe('data of 1.0.0')
    expect(installer.comesBack).toBe(true)
  })

  it('that does not start goes again, and the old one comes back with its data', async () => {
    const { installer, feed, end } = await serve('echo spoilt >"$data/companion.db"; exit 1')
    await installer.find(feed)
    await installer.fetch()
    await installer.apply()
    await end()
    await until(() => expect(read(join(data, 'started'))).toBe('1.0.0\n'))
    expect(read(join(data, 'updates', 'outcome'))).toBe('backed-out 2.0.0')
    expect(read(join(data, 'companion.db'))).toBe('data of 1.0.0')
    expect(read(appImage)).toContain('1.0.0')
  })

  it.each([
    [
      'another content than said',
      (place: { arrives: string }) => (place.arrives = place.arrives.replace('2.0.0', '6.6.6')),
    ],
    ['less than said', (place: { arrives: string }) => (place.arrives = place.arrives.slice(5))],
  ])('with %s is thrown away, and nothing of it is left', async (_name, spoil) => {
    const { installer, feed, place } = await serve()
    spoil(place)
    await installer.find(feed)
    await expect(installer.fetch()).rejects.toMatchObject({ code: 'update.corrupted', params: { version: '2.0.0' } })
    await expect(installer.apply()).rejects.toMatchObject({ code: 'update.notReady' })
    expect(fetched()).toEqual([])
    expect(existsSync(`${appImage}.next`)).toBe(false)
    expect(read(appImage)).toContain('1.0.0')
  })

  it('in a folder that cannot be changed is not fetched', async () => {
    const { installer, feed, place } = await serve()
    await installer.find(feed)
    execFileSync('rm', [appImage])
    await expect(installer.fetch()).rejects.toMatchObject({ code: 'update.notWritable' })
    expect(place.asked).toEqual(['/feed/latest-linux.yml'])
  })
})

describe('a feed', () => {
  it.each([
    ['that is no yml', '{ [ : nonsense'],
    ['that is empty', ''],
    ['of another kind', 'hello: world\n'],
    ['without files', 'version: 2.0.0\n'],
    ['with an odd version', "version: '2'\nfiles: []\n"],
    ['without a hash', 'version: 2.0.0\nfiles:\n  - url: kaihe.AppImage\n    size: 10\n'],
    [
      'with a name no file should have',
      `version: 2.0.0\nfiles:\n  - url: "x';touch y;'.AppImage"\n    size: 10\n    sha512: ${hash('x')}\n`,
    ],
    ['without a size', `version: 2.0.0\nfiles:\n  - url: kaihe.AppImage\n    sha512: ${hash('x')}\n`],
    [
      'that leads where anybody could exchange the file',
      `version: 2.0.0\nfiles:\n  - url: http://updates.example/kaihe.AppImage\n    size: 10\n    sha512: ${hash('x')}\n`,
    ],
  ])('%s is told of, and nothing is fetched', async (_name, yml) => {
    const { installer, feed, place } = await serve()
    place.yml = yml
    await expect(installer.find(feed)).rejects.toMatchObject({ code: 'update.feedUnreadable' })
    await expect(installer.fetch()).rejects.toMatchObject({ code: 'update.notReady' })
    expect(place.asked).toEqual(['/feed/latest-linux.yml'])
  })

  it('without the AppImage it names, or that does not answer, is told of', async () => {
    const { installer, feed } = await serve()
    await expect(installer.find(`${feed}/elsewhere`)).rejects.toMatchObject({ code: 'update.feedUnreadable' })
    await expect(installer.find('http://127.0.0.1:9/feed')).rejects.toMatchObject({ code: 'update.feedUnreachable' })
    await expect(installer.find('http://updates.example/feed')).rejects.toMatchObject({ code: 'update.feedUnreadable' })
    const gone = await serve(good, { url: 'deep/gone.AppImage' })
    gone.place.yml = gone.place.yml.replaceAll('deep/', 'deeper/')
    await gone.installer.find(gone.feed)
    await expect(gone.installer.fetch()).rejects.toMatchObject({ code: 'update.feedUnreadable' })
  })

  it('is refused without the maker’s signature where the app knows the maker’s key', async () => {
    const maker = generateKeyPairSync('ed25519')
    const publicKey = maker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const signed = (version: string) =>
      sign(null, signedText({ version, sha512: hash(program(good), 'hex') }), maker.privateKey).toString('base64')
    for (const signature of [undefined, signed('1.9.0')]) {
      const { installer, feed } = await serve(good, signature === undefined ? {} : { signature }, { publicKey })
      await expect(installer.find(feed)).rejects.toMatchObject({ code: 'update.wrongSignature' })
    }
    const { installer, feed } = await serve(good, { signature: signed('2.0.0') }, { publicKey })
    expect(await installer.find(feed)).toMatchObject({ version: '2.0.0' })
    await installer.fetch()
  })
})

describe('a newer deb', () => {
  it('is handed to the system; where that does not take it, this version says so when it starts again', async () => {
    const tools = join(root, 'tools')
    mkdirSync(tools)
    for (const name of ['dpkg', 'pkexec', 'sudo', 'apt-get']) {
      writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >>"${root}/heard"\n[ ! -e "${root}/refuse" ]\n`)
      chmodSync(join(tools, name), 0o755)
    }
    vi.stubEnv('PATH', `${tools}:${process.env.PATH}`)
    const { installer, feed, end } = await serve(good, { url: 'kaihe.deb' }, { form: 'deb' })
    expect(installer.comesBack).toBe(false)
    await installer.find(feed)
    await installer.fetch()
    await installer.apply()
    expect(existsSync(join(root, 'heard'))).toBe(false)
    writeFileSync(join(root, 'refuse'), '')
    await expect(end()).rejects.toThrow()
    expect(read(join(data, 'updates', 'outcome'))).toBe('not-installed 2.0.0')
    expect(read(join(data, 'updates', 'saved', 'companion.db'))).toBe('data of 1.0.0')
    expect(read(join(root, 'heard'))).toMatch(/kaihe\.deb/)

    const again = await serve(good, { url: 'kaihe.deb' }, { form: 'deb' })
    execFileSync('rm', [join(root, 'refuse'), join(root, 'heard'), join(data, 'updates', 'outcome')])
    await again.installer.find(again.feed)
    await again.installer.fetch()
    await again.installer.apply()
    await again.end()
    expect(read(join(root, 'heard'))).toMatch(/dpkg -i .*kaihe\.deb/)
    expect(again.relaunched()).toBe(1)
    expect(read(join(data, 'updates', 'outcome'))).toBeNull()
  })
})
