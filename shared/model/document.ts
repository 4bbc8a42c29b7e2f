import { z } from 'zod'

/** Kinds of documents whose text can be read. */
export const documentKindSchema = z.enum([
  'txt',
  'md',
  'html',
  'csv',
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'eml',
  'zip',
  'image',
])

/** Where a text came from. */
export const documentOriginSchema = z.enum(['file', 'web', 'feed', 'mail', 'clipboard', 'agent', 'step'])
export type DocumentOrigin = z.infer<typeof documentOriginSchema>
