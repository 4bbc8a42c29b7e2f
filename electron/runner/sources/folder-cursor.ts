import { z } from 'zod'
import { pack, unpack } from './pack.ts'
import type { FolderView } from './scan-folder.ts'

/** What is known of a folder: the files that were answered or were there at first, each with its size and time. */
export type KnownFolder = { device: string; files: Map<string, string> }

const schema = z.object({ device: z.string(), files: z.array(z.tuple([z.string(), z.string()])) })

export function packFolder({ device, files }: KnownFolder): Uint8Array {
  return pack({ device, files: [...files] })
}

export function unpackFolder(cursor: Uint8Array | null): KnownFolder | null {
  const read = unpack(schema, cursor)
  return read === null ? null : { device: read.device, files: new Map(read.files) }
}

/** Size and time of a file in one word; another word is another content. */
export function stampOf({ bytes, modifiedAt }: { bytes: number; modifiedAt: number }): string {
  return `${bytes}:${Math.round(modifiedAt)}`
}

/** The folder as it is, with every file known. */
export function knownFrom({ device, files }: FolderView): KnownFolder {
  return { device, files: new Map([...files].map(([name, file]) => [name, stampOf(file)])) }
}
