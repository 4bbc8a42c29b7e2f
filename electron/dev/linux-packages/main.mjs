import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runScript } from '../run.mjs'
import { readArguments } from './arguments.mjs'
import { makeDeb } from './deb.mjs'
import { must } from './must.mjs'
import { makeRpm } from './rpm.mjs'

/**
 * Takes the place of fpm, which electron-builder would fetch from elsewhere (`CUSTOM_FPM_PATH`): everything electron-builder decides about a
 * package stays as it is, and the system's own program puts it together.
 */
await runScript(async () => {
  const order = readArguments(process.argv.slice(2))
  const scratch = mkdtempSync(join(tmpdir(), 'kaihe-package-'))
  const work = join(scratch, 'work')
  mkdirSync(work)
  try {
    for (const { from, to } of order.places) await put(from, join(work, to))
    await must('chmod', ['-R', 'u=rwX,go=rX', work])
    if (order.target === 'deb') await makeDeb(order, work)
    else await makeRpm(order, work, scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return 0
})

/** The content of a folder that ends with a slash, or a file under its new name. */
async function put(from, to) {
  mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true })
  await must('cp', ['-R', '--preserve=mode,links,timestamps', from.endsWith('/') ? `${from}.` : from, to])
}
