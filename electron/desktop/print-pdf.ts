import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'
import { letVisit } from './guard.ts'
import { strangerPreferences } from './show-page.ts'

/** A report is on paper long before. */
const patience = 60_000

/**
 * Turns one self-contained page of ours into a PDF, in a window nobody sees: without scripts, without a way out, in a session of its
 * own that reads nothing but this one file. Throws when it is not done within a minute.
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'kaihe-print-'))
  const path = join(folder, 'report.html')
  const own = session.fromPartition('print')
  const url = pathToFileURL(path).href
  own.webRequest.onBeforeRequest(({ url: wanted }, decide) =>
    decide({ cancel: wanted !== url && !wanted.startsWith('data:') }),
  )
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...strangerPreferences, javascript: false, session: own, devTools: false },
  })
  const close = () => void (window.isDestroyed() || window.destroy())
  const limit = setTimeout(close, patience)
  try {
    letVisit(window.webContents, ({ url: wanted }) => wanted === url)
    await writeFile(path, html, { mode: 0o600 })
    await window.loadFile(path)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.6 },
      generateDocumentOutline: true,
      generateTaggedPDF: true,
    })
  } finally {
    clearTimeout(limit)
    close()
    await rm(folder, { recursive: true, force: true })
  }
}
