import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { draftOf, templateSchema } from '../../../electron/supervisor/templates/template.ts'
import {
  firstTemplateId,
  sampleTemplateId,
  templateNamed,
  templates,
} from '../../../electron/supervisor/templates/templates.ts'
import { agentDraftSchema } from '../../../shared/model/agent.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { languageSchema } from '../../../shared/model/settings.ts'
import { checkDraft } from '../../../electron/supervisor/agents/check-draft.ts'
import { countingIds } from '../../helpers/agent-database.ts'

const setting = { zone: zoneSchema.parse('Europe/Berlin'), newId: countingIds('id') }

describe('the templates that come with the app', () => {
  it('are all there, each under its own file’s name', () => {
    const files = readdirSync('assets/templates').map((file) => file.replace(/\.json$/, ''))
    expect(templates.map((template) => template.id).toSorted()).toEqual(files.toSorted())
    expect(files).toEqual(expect.arrayContaining([firstTemplateId, sampleTemplateId]))
  })

  it.each(templates.flatMap((template) => languageSchema.options.map((language) => ({ template, language }))))(
    '$template.id makes an agent in $language',
    ({ template, language }) => {
      const draft = draftOf(template, { ...setting, language })
      expect(agentDraftSchema.parse(draft)).toEqual(draft)
      expect(() => checkDraft(draft)).not.toThrow()
      expect(draft.name).toBe(template.name[language])
      expect(draft.enabled).toBe(false)
    },
  )

  it('are asked for by name', () => {
    expect(() => templateNamed('../secrets')).toThrow('request.invalid')
  })
})

describe('a template file', () => {
  const good = {
    id: 'x',
    version: 1,
    name: { en: 'X', 'zh-CN': '某' },
    description: { en: 'X', 'zh-CN': '某' },
    estimatedMinutes: 1,
    steps: [{ id: 'read', kind: 'readFolder', folder: null, recursive: false }],
    trigger: null,
  }

  it('is refused without its texts in both languages, or with a field of no meaning', () => {
    expect(templateSchema.safeParse(good).success).toBe(true)
    expect(templateSchema.safeParse({ ...good, name: { en: 'X' } }).success).toBe(false)
    expect(templateSchema.safeParse({ ...good, steps: [] }).success).toBe(false)
    expect(templateSchema.safeParse({ ...good, nmae: 'X' }).success).toBe(false)
  })
})
