import { createHash, createPrivateKey, sign } from 'node:crypto'
import { createReadStream, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Writes beside an archive what copies of the app unpacked by hand look for. Signed where KAIHE_UPDATE_SIGNING_KEY holds the maker's key
 * (Ed25519, PKCS #8, base64); KAIHE_UPDATE_SHARE says how many percent of all computers take it by themselves at first.
 */
export async function writeFeedFile({ archive, version, system }) {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(archive)) hash.update(piece)
  const sha512 = hash.digest('hex')
  const feedFile = {
    version,
    file: basename(archive),
    bytes: statSync(archive).size,
    sha512,
    ...signatureOf(version, sha512),
    share: Number(process.env.KAIHE_UPDATE_SHARE ?? 100),
  }
  const path = join(dirname(archive), `kaihe-${system}.json`)
  writeFileSync(path, `${JSON.stringify(feedFile, null, 2)}\n`)
  return path
}

function signatureOf(version, sha512) {
  const key = process.env.KAIHE_UPDATE_SIGNING_KEY
  if (!key) return {}
  const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' })
  return { signature: sign(null, Buffer.from(`${version}\n${sha512}\n`), privateKey).toString('base64') }
}
