import type { DocumentKind } from './document.ts'
import type { DocumentFormat } from './format.ts'
import { csv } from './kinds/csv.ts'
import { docx } from './kinds/docx.ts'
import { eml } from './kinds/eml.ts'
import { html } from './kinds/html.ts'
import { image } from './kinds/image.ts'
import { pdf } from './kinds/pdf.ts'
import { pptx } from './kinds/pptx.ts'
import { md, txt } from './kinds/text.ts'
import { xlsx } from './kinds/xlsx.ts'
import { zip } from './kinds/zip.ts'

/** Every kind of document that can be read; their parsers are loaded when first needed. */
export const formats: Record<DocumentKind, DocumentFormat> = {
  txt,
  md,
  html,
  csv,
  pdf,
  docx,
  xlsx,
  pptx,
  eml,
  zip,
  image,
}

/** Lower case, without the dot; empty for names without one. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** The kind a file's name promises, or null. */
export function formatByName(name: string): DocumentFormat | null {
  const extension = extensionOf(name)
  return Object.values(formats).find(({ extensions }) => extensions.includes(extension)) ?? null
}
