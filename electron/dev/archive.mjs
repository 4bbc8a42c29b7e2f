import { basename, dirname, join } from 'node:path'
import { writeFeedFile } from './feed-file.mjs'
import { run, SetupError } from './run.mjs'

/**
 * Packs the folder of an unpacked app as a tar.gz, and writes beside it what installed copies look for. With the system's own tar:
 * electron-builder would fetch a program for it. `compress` is the command that makes it small. Returns the path of the archive.
 */
export async function makeArchive({ folder, output, version, compress = 'gzip' }) {
  const name = `kaihe-companion-${version}-linux-${process.arch}`
  const archive = join(output, `${name}.tar.gz`)
  const renamed = `--transform=s/^${basename(folder)}/${name}/`
  const args = [
    '-cf',
    archive,
    `--use-compress-program=${compress}`,
    '--owner=0',
    '--group=0',
    renamed,
    basename(folder),
  ]
  const result = await run('tar', args, { cwd: dirname(folder) })
  if (result.code !== 0) throw new SetupError(`The archive could not be made:\n${result.lines.join('\n')}`)
  await writeFeedFile({ archive, version, system: `linux-${process.arch}` })
  return archive
}
