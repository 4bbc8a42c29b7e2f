export type ByteBuffer = {
  readonly length: number
  /** Copies the bytes in: the caller may reuse its own buffer. */
  push(bytes: Uint8Array): void
  /** Everything held, followed by `rest`; valid until the next push. */
  join(rest: Uint8Array): Uint8Array
  clear(): void
}

/** Bytes that grow by doubling, so that a long line fed byte by byte costs no more than its length. */
export function createByteBuffer(): ByteBuffer {
  let held = new Uint8Array(256)
  let length = 0
  const push = (bytes: Uint8Array): void => {
    if (length + bytes.length > held.length) {
      const larger = new Uint8Array(Math.max(held.length * 2, length + bytes.length))
      larger.set(held.subarray(0, length))
      held = larger
    }
    held.set(bytes, length)
    length += bytes.length
  }
  return {
    get length() {
      return length
    },
    push,
    join(rest) {
      push(rest)
      return held.subarray(0, length)
    },
    clear() {
      length = 0
      if (held.length > 65_536) held = new Uint8Array(256)
    },
  }
}
