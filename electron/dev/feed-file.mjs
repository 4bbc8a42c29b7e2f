import { createHash, createPrivateKey, sign } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** How many percent of all computers take a version by themselves at first. */
const share = () => Number(process.env.KAIHE_UPDATE_SHARE ?? 100)

/**
 * Writes beside an archive what copies of the app unpacked by hand look for. Signed where KAIHE_UPDATE_SIGNING_KEY holds the maker's key
 * (Ed25519, PKCS #8, base64); KAIHE_UPDATE_SHARE says how many percent of all computers take it by themselves at first.
 */
export async function writeFeedFile({ archive, version, system }) {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(archive)) hash.update(piece)
  const sha512 = hash.digest('hex')
  const signature = signatureOf(version, sha512)
  const feedFile = {
    version,
    file: basename(archive),
    bytes: statSync(archive).size,
    sha512,
    ...(signature === null ? {} : { signature }),
    share: share(),
  }
  const path = join(dirname(archive), `kaihe-${system}.json`)
  writeFileSync(path, `${JSON.stringify(feedFile, null, 2)}\n`)
  return path
}

/** Adds the same to what electron-builder wrote for the other kinds of packages (`latest*.yml`). */
export function completeUpdateInfo(folder) {
  for (const name of readdirSync(folder).filter((each) => /^latest.*\.yml$/.test(each))) {
    const path = join(folder, name)
    writeFileSync(path, withSignatures(readFileSync(path, 'utf8'), signatureOf))
  }
}

/** Every file of `files` gets a signature, and the whole the share. The text is electron-builder's own, one key a line. */
export function withSignatures(text, sign) {
  const version = /^version: '?([^'\n]+)'?$/m.exec(text)?.[1]
  if (version === undefined) throw new Error(`There is no version in\n${text}`)
  const signed = text.replaceAll(/^( {4})sha512: ([\w+/=]+)$/gm, (line, indent, sha512) => {
    const signature = sign(version, Buffer.from(sha512, 'base64').toString('hex'))
    return signature === null ? line : `${line}\n${indent}signature: ${signature}`
  })
  return share() < 100 ? `${signed.trimEnd()}\nstagingPercentage: ${share()}\n` : signed
}

function signatureOf(version, sha512) {
  const key = process.env.KAIHE_UPDATE_SIGNING_KEY
  if (!key) return null
  const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, Buffer.from(`${version}\n${sha512}\n`), privateKey).toString('base64')
}
