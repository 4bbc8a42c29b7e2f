import { CodedError } from '../../../shared/contract/errors.ts'
import { type Template, templateSchema } from './template.ts'

const files = import.meta.glob('../../../assets/templates/*.json', { eager: true, import: 'default' })

/** Every template that comes with the app. */
export const templates: readonly Template[] = Object.values(files).map((file) => templateSchema.parse(file))

/** Offered on the first start. */
export const firstTemplateId = 'summarize-documents'
/** Made for the sample documents. */
export const sampleTemplateId = 'summarize-samples'

/** Throws CodedError `request.invalid` for a name no template has. */
export function templateNamed(id: string): Template {
  const template = templates.find((each) => each.id === id)
  if (template === undefined) throw new CodedError('request.invalid', {}, `no template ${id}`)
  return template
}
