import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { instantSchema } from '../../../shared/model/brand.ts'

/** The first line of a backup: what it is, readable by anyone. */
export const headSchema = z.object({
  format: z.literal(1),
  app: z.string().max(60),
  at: instantSchema,
  /** A passphrase is needed. */
  sealed: z.boolean(),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** How much work a guess at the passphrase takes, as the power of two scrypt asks for. */
  work: z.number().int().min(10).max(18),
  /** Tells a wrong passphrase from a damaged file. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BackupHead = z.infer<typeof headSchema>

export const firstWord = 'kaihe-backup '
const mostHead = 4_000
const frameBytes = 256 * 1024
const tagBytes = 16
const lastFlag = 0x8000_0000
/** 64 MB of memory and a good part of a second for each guess, within what any PC has. */
const usualWork = 16

/** A head for a new backup, and the key its frames are sealed with. */
export async function beginBackup(
  about: Pick<BackupHead, 'app' | 'at'>,
  passphrase: string | null,
  work = usualWork,
): Promise<{ head: BackupHead; key: Buffer }> {
  const salt = randomBytes(32)
  const { key, check } = await keysOf(salt, work, passphrase)
  // In the order of the schema: as it is written, it is part of what every frame is sealed with.
  const head = headSchema.parse({
    format: 1,
    ...about,
    sealed: passphrase !== null,
    salt: salt.toString('hex'),
    work,
    check,
  })
  return { head, key }
}

/** Throws `backup.passphraseMissing`, `backup.wrongPassphrase`. */
export async function keyFor(head: BackupHead, passphrase: string | null): Promise<Buffer> {
  if (head.sealed && passphrase === null) throw new CodedError('backup.passphraseMissing')
  const { key, check } = await keysOf(Buffer.from(head.salt, 'hex'), head.work, head.sealed ? passphrase : null)
  if (check === head.check) return key
  throw new CodedError(head.sealed ? 'backup.wrongPassphrase' : 'backup.damaged', {}, 'the key does not fit')
}

async function keysOf(salt: Buffer, work: number, passphrase: string | null): Promise<{ key: Buffer; check: string }> {
  // Without a passphrase anyone can open it, and every damage is found all the same.
  const both = passphrase === null ? createHash('sha512').update(salt).digest() : await derive(passphrase, salt, work)
  return { key: both.subarray(0, 32), check: createHash('sha256').update(both.subarray(32)).digest('hex') }
}

function derive(passphrase: string, salt: Buffer, work: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One and the same passphrase, whatever keyboard it is typed on.
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      64,
      { N: 2 ** work, r: 8, p: 1, maxmem: 512 * 1024 ** 2 },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    )
  })
}

export function lineOf(head: BackupHead): string {
  return `${firstWord}${JSON.stringify(head)}\n`
}

/** Seals what comes in frames of one size; the last one says that it is the last. */
export async function* seal(content: AsyncIterable<Buffer>, head: BackupHead, key: Buffer): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  let index = 0
  for await (const piece of content) {
    held.push(piece)
    bytes += piece.length
    // One frame is always held back: it may be the last.
    while (bytes > frameBytes) {
      const all = Buffer.concat(held)
      yield frameOf(all.subarray(0, frameBytes), index++, false, head, key)
      held = [all.subarray(frameBytes)]
      bytes = all.length - frameBytes
    }
  }
  yield frameOf(Buffer.concat(held), index, true, head, key)
}

function frameOf(plain: Buffer, index: number, last: boolean, head: BackupHead, key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: tagBytes })
  cipher.setAAD(aboutFrame(head, last))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(last ? (sealed.length | lastFlag) >>> 0 : sealed.length)
  return Buffer.concat([length, sealed, cipher.getAuthTag()])
}

/** Reads the first line. Throws `backup.notOne`, `backup.newer`. */
export async function readHead(take: (bytes: number) => Promise<Buffer>): Promise<BackupHead> {
  const word = await take(firstWord.length)
  if (word.toString('latin1') !== firstWord) throw new CodedError('backup.notOne')
  let line = ''
  for (let next = await take(1); next.length === 1 && next[0] !== 10; next = await take(1)) {
    line += next.toString('latin1')
    if (line.length > mostHead) throw new CodedError('backup.notOne')
  }
  const read: unknown = parsed(line)
  const newer = z.object({ format: z.number().int().min(2) }).safeParse(read)
  if (newer.success) throw new CodedError('backup.newer', {}, `format ${newer.data.format}`)
  const head = headSchema.safeParse(read)
  if (!head.success) throw new CodedError('backup.damaged', {}, 'the first line cannot be read')
  return head.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Opens frame after frame. Throws `backup.cut`, `backup.damaged`. */
export async function* open(
  take: (bytes: number) => Promise<Buffer>,
  head: BackupHead,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const takeWhole = async (bytes: number): Promise<Buffer> => {
    const taken = await take(bytes)
    if (taken.length < bytes) throw new CodedError('backup.cut')
    return taken
  }
  for (let index = 0; ; index += 1) {
    const word = (await takeWhole(4)).readUInt32BE()
    const last = word >= lastFlag
    const length = last ? word - lastFlag : word
    if (length > frameBytes) throw new CodedError('backup.damaged', {}, `frame ${index} says ${length} bytes`)
    const sealed = await takeWhole(length)
    const tag = await takeWhole(tagBytes)
    yield opened(sealed, tag, index, last, head, key)
    if (!last) continue
    if ((await take(1)).length > 0) throw new CodedError('backup.damaged', {}, 'something follows the end')
    return
  }
}

function opened(sealed: Buffer, tag: Buffer, index: number, last: boolean, head: BackupHead, key: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: tagBytes })
  decipher.setAAD(aboutFrame(head, last))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    throw new CodedError('backup.damaged', {}, `frame ${index} is not as it was written`)
  }
}

/** Each backup has a key of its own, so that counting is enough. */
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 8)
  return nonce
}

function aboutFrame(head: BackupHead, last: boolean): Buffer {
  return Buffer.from(`${lineOf(head)}${last ? 'last' : 'more'}`)
}
