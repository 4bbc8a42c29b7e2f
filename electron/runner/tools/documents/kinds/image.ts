import { DocumentError, describe } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'

/** Beyond this a model takes no picture, and decoding it would cost a gigabyte. */
const mostPixels = 100_000_000

/** A picture, for models that can see. Nothing is decoded here: its size is read from its first bytes. */
export const image: DocumentFormat = {
  kind: 'image',
  extensions: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'],
  recognizes: (content) => content.container === 'picture',
  trustsName: false,
  read: async ({ name, bytes }) => {
    const { imageSize } = await import('image-size')
    const { width, height } = sizeOf(() => imageSize(bytes), name)
    if (width * height > mostPixels) {
      throw new DocumentError('document.tooLarge', { name, limit: 'pixels', max: mostPixels }, `${width} x ${height}`)
    }
    return { encoding: null, title: null, warnings: [] }
  },
}

function sizeOf(read: () => { width: number; height: number }, name: string): { width: number; height: number } {
  try {
    return read()
  } catch (thrown) {
    throw new DocumentError('document.broken', { name }, describe(thrown))
  }
}
