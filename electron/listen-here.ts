import type { Server } from 'node:net'

/** Lets a server listen on this computer alone, on a port the system chooses; resolves to that port. Rejects with what the system says. */
export async function listenHere(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('a port was asked for')
  return place.port
}
