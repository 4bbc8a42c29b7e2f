import { ZodError } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { type Language, languageSchema } from '../../../shared/model/settings.ts'
import type { OfferedTemplate } from '../../../shared/model/template.ts'
import { offered, stepsOf, type Template, templateSchema } from './template.ts'

const files = import.meta.glob('../../../assets/templates/*.json', { eager: true, import: 'default' })

/** Every template that comes with the app. One that cannot be read, as from a newer version, is left out and never keeps the app from starting. */
export const templates: readonly Template[] = readTemplates(Object.values(files))

/** Those of these files that are templates. */
export function readTemplates(contents: readonly unknown[]): Template[] {
  return contents.flatMap((content) => {
    const read = templateSchema.safeParse(content)
    return read.success && isWellFormed(read.data) ? [read.data] : []
  })
}

/** Whether this version knows all its steps. */
function isWellFormed(template: Template): boolean {
  try {
    for (const language of languageSchema.options) stepsOf(template, language)
    return true
  } catch (thrown) {
    if (thrown instanceof ZodError) return false
    throw thrown
  }
}

/** Offered on the first start. */
export const firstTemplateId = 'summarize-documents'
/** Made for the sample documents. */
export const sampleTemplateId = 'summarize-samples'

/** What the gallery offers; the agent for the sample documents has its own place. */
export function templatesIn(language: Language): OfferedTemplate[] {
  return templates.filter(({ id }) => id !== sampleTemplateId).map((template) => offered(template, language))
}

/** Throws CodedError `request.invalid` for a name no template has. */
export function templateNamed(id: string): Template {
  const template = templates.find((each) => each.id === id)
  if (template === undefined) throw new CodedError('request.invalid', {}, `no template ${id}`)
  return template
}
