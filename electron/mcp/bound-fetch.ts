const mostBytes = 8 * 1024 * 1024

/** Reads no more of an answer than a tool may say. An answer that goes on breaks off. */
export function boundFetch(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(String(url), init ?? {})
    if (response.body === null) return response
    let bytes = 0
    const bounded = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.length
          if (bytes > mostBytes) controller.error(new Error(`the answer is larger than ${mostBytes} bytes`))
          else controller.enqueue(chunk)
        },
      }),
    )
    const { status, statusText, headers } = response
    return new Response(bounded, { status, statusText, headers })
  }
}
