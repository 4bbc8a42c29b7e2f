import { type ChatStreamEnd, createChatStreamReader } from '../../../electron/gateway/sse/read-chat-stream.ts'

/** A question about a document, streamed, with usage asked for. */
export const question = (model = 'vendor-small', extra: object = {}): object => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  messages: [
    {
      role: 'user',
      content: `Summarize.\n\n<document name="a.txt" part="1 of 1">\n${'Bread costs 3 euros. '.repeat(40)}\n</document>`,
    },
  ],
  ...extra,
})

/** Posts a body to a vendor, as plainly as can be. */
export function ask(
  baseUrl: string,
  body: object,
  options: { key?: string; signal?: AbortSignal; path?: string } = {},
): Promise<Response> {
  const { key = 'secret', signal, path = '/chat/completions' } = options
  return fetch(baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Reads a stream to its end, or to where the connection breaks. */
export async function readStream(response: Response): Promise<ChatStreamEnd & { broken: boolean }> {
  const reader = createChatStreamReader()
  try {
    for await (const bytes of response.body ?? []) reader.feed(bytes)
    return { ...reader.end(), broken: false }
  } catch {
    return { ...reader.end(), broken: true }
  }
}
