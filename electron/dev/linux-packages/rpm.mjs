import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must } from './must.mjs'

/** How rpm is told to make it small. */
const payloads = { xz: 'w6T0.xzdio', xzmt: 'w6T0.xzdio', gzip: 'w6.gzdio', none: 'w.ufdio' }

/** Fedora's names of processors; electron-builder uses Debian's. */
const processors = { amd64: 'x86_64', arm64: 'aarch64' }

/** Makes an rpm of everything in a folder, with rpm's own program. */
export async function makeRpm(order, work, scratch) {
  const description = join(scratch, 'package.spec')
  writeFileSync(description, specText(order))
  const made = { _topdir: scratch, _rpmdir: scratch, _rpmfilename: 'made.rpm' }
  const defined = Object.entries(made).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  const target = ['--target', `${processors[order.architecture] ?? order.architecture}-linux`]
  await must('rpmbuild', ['-bb', '--quiet', '--buildroot', work, ...target, ...defined, description])
  mkdirSync(dirname(order.package), { recursive: true })
  cpSync(join(scratch, 'made.rpm'), order.package)
}

/** The description rpm builds by: nothing is compiled, stripped or looked through for what it may need. */
function specText(order) {
  const payload = payloads[order.compression ?? 'xz']
  if (payload === undefined) throw new Error(`"${order.compression}" is no way to make an rpm small.`)
  const fields = {
    Name: order.name,
    Version: order.version,
    Release: '1',
    Summary: order.summary ?? order.description,
    License: order.license ?? 'unknown',
    Vendor: order.vendor,
    URL: order.url,
    Packager: order.maintainer,
    AutoReqProv: 'no',
    ...(order.depends.length > 0 && { Requires: order.depends.join(', ') }),
  }
  const said = Object.entries(fields).filter(([, value]) => value !== undefined)
  const places = order.places.map(({ to }) => `"${to}"`)
  return [
    `%define _binary_payload ${payload}`,
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%define _build_id_links none',
    ...said.map(([name, value]) => `${name}: ${plain(value).replaceAll('\n', ' ')}`),
    '%description',
    plain(order.description),
    '%files',
    '%defattr(-,root,root,-)',
    ...places.map(plain),
    ...scriptText('%post', order.afterInstall),
    // A newer version is there already when the older one is taken away.
    ...scriptText('%postun', order.afterRemove, ['[ "$1" -eq 0 ] || exit 0']),
    '',
  ].join('\n')
}

function scriptText(name, path, before = []) {
  return path === undefined ? [] : [`${name} -p /bin/bash`, ...before, plain(readFileSync(path, 'utf8'))]
}

/** A percent sign would begin a command of rpm's. */
const plain = (text) => text.replaceAll('%', '%%')
