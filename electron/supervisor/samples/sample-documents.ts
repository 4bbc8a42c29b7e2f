import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'

/**
 * Puts a copy of the sample documents where the owner can see and change them, and returns its real path. A folder that
 * holds anything already is left as it is: it may be the owner's work by now. Throws `file.notWritten`, `file.diskFull`.
 */
export async function placeSamples(source: string, target: string): Promise<string> {
  try {
    if (await isEmpty(target)) await copyWhole(source, target)
    return await realpath(target)
  } catch (thrown) {
    throw writeError(thrown, target)
  }
}

/** Makes a folder, if need be, and returns its real path. Throws `file.notWritten`, `file.diskFull`. */
export async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true })
    return await realpath(path)
  } catch (thrown) {
    throw writeError(thrown, path)
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return true
    throw thrown
  }
}

/** Beside its place first and then renamed, so that half a copy is never taken for the whole. */
async function copyWhole(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  const half = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    for (const entry of await readdir(source, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      const copy = join(half, file.slice(source.length))
      await mkdir(dirname(copy), { recursive: true })
      // Read and written rather than copied: the source may lie inside the app's archive.
      await writeFile(copy, await readFile(file))
    }
    await rename(half, target)
  } catch (thrown) {
    await rm(half, { recursive: true, force: true })
    throw thrown
  }
}

function writeError(thrown: unknown, path: string): CodedError {
  const code = codeOf(thrown) === 'ENOSPC' ? 'file.diskFull' : 'file.notWritten'
  return new CodedError(code, { file: path }, String(thrown))
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}
