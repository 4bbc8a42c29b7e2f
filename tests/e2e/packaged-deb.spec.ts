import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { removeApps } from './next-version.ts'
import { packagedFolder } from '../helpers/packaged-folder.ts'
import { startPackaged } from './packaged.ts'
import { allGone, processesUnder } from './processes.ts'
import { openFeed } from './update-feed.ts'
import { say } from './words.ts'

const installedAt = 'opt/Kaihe Companion'

test.skip(spawnSync('dpkg-deb', ['--version']).status !== 0, 'this system makes no Debian packages')

test('the Debian package says what it needs, and brings the program, its entry, its mark in every size and its kind of file', async ({
  folder,
}) => {
  const deb = debOf(packagedFolder())
  const field = (name: string) => execFileSync('dpkg-deb', ['--field', deb, name], { encoding: 'utf8' }).trim()
  expect(field('Package')).toBe('kaihe-companion')
  expect(field('Architecture')).toBe(process.arch === 'x64' ? 'amd64' : process.arch)
  expect(field('Depends')).toBe('libc6, libgtk-3-0, libnss3, libasound2, libgbm1, libxss1, libxtst6')
  expect(Number(field('Installed-Size'))).toBeGreaterThan(200_000)
  const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8', maxBuffer: 10_000_000 })
  expect(listed.split('\n').filter((line) => line !== '' && !/^\S+ root\/root /.test(line))).toEqual([])
  const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]
  for (const size of sizes) {
    expect(listed).toContain(` ./usr/share/icons/hicolor/${size}x${size}/apps/kaihe-companion.png`)
  }
  try {
    execFileSync('dpkg-deb', ['--raw-extract', deb, join(folder, 'raw')])
    const text = (path: string) => readFileSync(join(folder, 'raw', path), 'utf8')
    expect(text('usr/share/doc/kaihe-companion/copyright')).toContain('MIT')
    const entry = text('usr/share/applications/kaihe-companion.desktop')
    expect(entry).toContain(`Exec="/${installedAt}/kaihe-companion" %U`)
    expect(entry).toContain('MimeType=application/vnd.kaihe.agent+json;')
    expect(entry).toContain('Icon=kaihe-companion')
    const kind = text('usr/share/mime/packages/kaihe-companion.xml')
    expect(kind).toContain('application/vnd.kaihe.agent+json')
    expect(kind).toContain('*.kaihe-agent')
    // The sandbox keeps its rights, and what the system knows of programs and kinds of files is brought up to date.
    expect(text('DEBIAN/postinst')).toMatch(/chrome-sandbox[^]*update-mime-database[^]*update-desktop-database/)
    // Nothing a person made is touched, whoever takes the package away.
    expect(text('DEBIAN/postrm')).not.toMatch(/\/home|HOME|\.config|rm -r/)
    execFileSync('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], { cwd: join(folder, 'raw') })
  } finally {
    removeApps(join(folder, 'raw'))
  }
})

test('the app of the Debian package starts, works on the samples, and knows that its system puts newer versions in place', async ({
  folder,
}) => {
  const home = join(folder, 'home')
  await mkdir(home)
  const deb = debOf(packagedFolder())
  execFileSync('dpkg-deb', ['--extract', deb, join(folder, 'root')])
  const feed = await openFeed(join(folder, 'feed'))
  const content = 'a newer package'
  const sha512 = createHash('sha512').update(content).digest('base64')
  writeFileSync(join(feed.folder, 'newer.deb'), content)
  const files = `files:\n  - url: newer.deb\n    sha512: ${sha512}\n    size: ${content.length}\n`
  writeFileSync(join(feed.folder, 'latest-linux.yml'), `version: 99.0.0\n${files}`)
  const { page, close } = await startPackaged(home, [], join(folder, 'root', installedAt, 'kaihe-companion'))
  try {
    await page.getByRole('button', { name: say('welcome.continue') }).click()
    await page.getByRole('button', { name: say('welcome.first.samples.name') }).click()
    await expect(page.getByText(say('common.lamp.done')).first()).toBeVisible({ timeout: 60_000 })
    await send(page, 'settings.save', { updates: { automatic: true, feed: feed.address } })
    expect(await send(page, 'updates.look', {})).toMatchObject({ stage: 'ready', version: '99.0.0', comesBack: false })
  } finally {
    await close()
    await feed.close()
    await allGone(await processesUnder(home))
    removeApps(join(folder, 'root'))
  }
})

function debOf(folder: string): string {
  const [name, ...others] = readdirSync(folder).filter((each) => each.endsWith('.deb'))
  if (name === undefined || others.length > 0) throw new Error(`There is not one Debian package in ${folder}.`)
  return join(folder, name)
}
