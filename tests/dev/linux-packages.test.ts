import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = join(import.meta.dirname, '..', '..', 'electron', 'dev', 'linux-packages', 'main.mjs')
const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0
const hasRpm = spawnSync('rpmbuild', ['--version']).status === 0

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deb-'))
  mkdirSync(join(folder, 'app', 'resources'), { recursive: true })
  writeFileSync(join(folder, 'app', 'kaihe'), '#!/bin/sh\necho started\n')
  chmodSync(join(folder, 'app', 'kaihe'), 0o700)
  writeFileSync(join(folder, 'app', 'resources', 'text'), 'text', { mode: 0o600 })
  writeFileSync(join(folder, 'icon.png'), 'icon')
  writeFileSync(join(folder, 'installed'), '#!/bin/sh\nexit 0\n')
  writeFileSync(join(folder, 'removed'), '#!/bin/sh\nexit 0\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** As electron-builder calls fpm. */
function make(change: (args: string[]) => string[] = (args) => args) {
  const args = [
    '-s',
    'dir',
    '--force',
    '-t',
    'deb',
    '-d',
    'libgtk-3-0',
    '-d',
    'libnss3',
    '--deb-recommends',
    'xdg-utils',
  ]
  args.push('--deb-compression', 'xz', '--architecture', 'amd64', '--version', '1.2.0~beta')
  args.push('--after-install', join(folder, 'installed'), '--after-remove', join(folder, 'removed'))
  args.push(
    '--description',
    `A short one.\n ${'A long one. '.repeat(10)}\n\n Its end.`,
    '--package',
    join(folder, 'made.deb'),
  )
  args.push(
    '--name',
    'kaihe',
    '--maintainer',
    'Us <us@kaihe.invalid>',
    '--vendor',
    'Us',
    '--url',
    'https://kaihe.invalid',
  )
  args.push('--deb-priority', 'optional', '--license', 'MIT')
  args.push(`${join(folder, 'app')}/=/opt/Kaihe Companion`, `${join(folder, 'icon.png')}=/usr/share/icons/kaihe.png`)
  return spawnSync(process.execPath, [script, ...change(args)], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
}

it.runIf(hasDpkg)('a deb has what electron-builder asks for, belongs to root, and can be read by everybody', () => {
  const { status, stderr } = make()
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const deb = join(folder, 'made.deb')
  const field = (name: string) => execFileSync('dpkg-deb', ['--field', deb, name], { encoding: 'utf8' }).trim()
  expect(field('Package')).toBe('kaihe')
  expect(field('Version')).toBe('1.2.0~beta')
  expect(field('Depends')).toBe('libgtk-3-0, libnss3')
  expect(field('Recommends')).toBe('xdg-utils')
  expect(field('Installed-Size')).toBe('1')
  const described = field('Description').split('\n')
  expect(described.at(0)).toBe('A short one.')
  expect(described.slice(-2)).toEqual([' .', ' Its end.'])
  expect(Math.max(...described.map((line) => line.length))).toBeLessThan(80)
  expect(described.slice(1, -2).join('')).toBe(` ${'A long one. '.repeat(10).trim()}`)
  const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' })
  expect(listed).toMatch(/^-rwxr-xr-x root\/root .* \.\/opt\/Kaihe Companion\/kaihe$/m)
  expect(listed).toMatch(/^-rw-r--r-- root\/root .* \.\/opt\/Kaihe Companion\/resources\/text$/m)
  expect(listed).toMatch(/ \.\/usr\/share\/icons\/kaihe\.png$/m)
  execFileSync('dpkg-deb', ['--raw-extract', deb, join(folder, 'out')])
  for (const name of ['postinst', 'postrm'])
    expect(statSync(join(folder, 'out', 'DEBIAN', name)).mode & 0o777).toBe(0o755)
  execFileSync('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], { cwd: join(folder, 'out') })
})

it.runIf(hasRpm)('an rpm has the same, and leaves what a newer version has put in place', () => {
  const rpm = join(folder, 'made.rpm')
  const asRpm = (args: string[]) => {
    const words: Record<string, string> = { deb: 'rpm', xz: 'none', [join(folder, 'made.deb')]: rpm }
    const kept = args.filter((each) => !['--deb-recommends', 'xdg-utils', '--deb-priority', 'optional'].includes(each))
    const named = kept.map((each) => words[each] ?? each.replace('--deb-', '--rpm-'))
    return [...named, '--rpm-os', 'linux', '--rpm-summary', 'A short one, 100% of it']
  }
  const { status, stderr } = make(asRpm)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const ask = (...args: string[]) => execFileSync('rpm', ['-qp', ...args, rpm], { encoding: 'utf8' })
  expect(ask('--qf', '%{name} %{version} %{arch} %{license}\n%{summary}\n')).toBe(
    'kaihe 1.2.0~beta x86_64 MIT\nA short one, 100% of it\n',
  )
  expect(ask('--requires').split('\n')).toEqual(expect.arrayContaining(['libgtk-3-0', 'libnss3']))
  const listed = ask('-lv')
  expect(listed).toMatch(/^-rwxr-xr-x .* root +root .* \/opt\/Kaihe Companion\/kaihe$/m)
  expect(listed).toMatch(/^-rw-r--r-- .* root +root .* \/opt\/Kaihe Companion\/resources\/text$/m)
  expect(ask('--scripts')).toMatch(/postuninstall[^]*\[ "\$1" -eq 0 \] \|\| exit 0/)
})

it.each([
  ['a switch it does not know', (args: string[]) => ['--conflicts', 'other', ...args], '--conflicts'],
  [
    'another kind of package',
    (args: string[]) => args.map((each) => (each === 'deb' ? 'pacman' : each)),
    'Only packages',
  ],
  ['a place that is missing', (args: string[]) => [...args, 'nowhere'], 'nowhere'],
  ['no version', (args: string[]) => args.filter((each) => each !== '--version' && each !== '1.2.0~beta'), 'version'],
  ['a file that is not there', (args: string[]) => [...args, '/nowhere/at/all=/usr/share/x'], '/nowhere/at/all'],
])('%s ends it, and no package is left', (_name, change, says) => {
  const { status, stderr } = make(change)
  expect(status).not.toBe(0)
  expect(stderr).toContain(says)
  expect(existsSync(join(folder, 'made.deb'))).toBe(false)
})
