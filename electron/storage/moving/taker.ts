/** Takes so many bytes at a time from a stream, whatever pieces they come in; fewer only at its end. */
export function takerOf(stream: AsyncIterable<Buffer>): (bytes: number) => Promise<Buffer> {
  const pieces = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return async (bytes) => {
    const parts = [held]
    let have = held.length
    while (have < bytes) {
      const next = await pieces.next()
      if (next.done === true) break
      parts.push(next.value)
      have += next.value.length
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts)
    held = all.subarray(bytes)
    return all.subarray(0, bytes)
  }
}
