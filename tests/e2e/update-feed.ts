import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { listenHere } from '../../electron/listen-here.ts'

/** A place on this computer where newer versions lie. */
export async function openFeed(folder: string) {
  await mkdir(folder)
  const feed = { folder, address: '', damage: false, close: async () => undefined as void }
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://here').pathname)
    if (!existsSync(join(folder, name))) return void response.writeHead(404).end()
    const content = readFileSync(join(folder, name))
    const middle = content.length >> 1
    if (feed.damage && name.endsWith('.tar.gz')) content.writeUInt8((content.readUInt8(middle) + 1) % 256, middle)
    response.end(content)
  })
  feed.address = `http://127.0.0.1:${await listenHere(server)}`
  feed.close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => void server.close(() => resolve()))
  }
  return feed
}
