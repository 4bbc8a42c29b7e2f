import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cacheFolder } from './paths.mjs'

/**
 * Does the work while no other set-up holds the lock of this name, so that two commands started together do not build
 * or download over each other. A lock whose owner is gone is taken over.
 */
export async function withLock(name, progress, work) {
  const folder = join(cacheFolder(), 'locks')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  let waiting
  while (!take(folder, path)) {
    waiting ??= progress.step('Waiting for another set-up that is already running')
    await pause(200)
  }
  waiting?.done()
  try {
    return await work()
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

/** A lock is a folder that already holds its owner's number when it appears, so no reader ever finds it half made. */
function take(folder, path) {
  const mine = mkdtempSync(join(folder, 'try-'))
  writeFileSync(join(mine, 'owner'), String(process.pid))
  try {
    renameSync(mine, path)
    return true
  } catch (error) {
    rmSync(mine, { recursive: true, force: true })
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error
  }
  if (ownerIsGone(path)) rmSync(path, { recursive: true, force: true })
  return false
}

function ownerIsGone(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'owner'), 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
