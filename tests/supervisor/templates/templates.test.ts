import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inLanguage } from '../../../electron/supervisor/templates/follow-language.ts'
import { draftOf, templateSchema } from '../../../electron/supervisor/templates/template.ts'
import {
  firstTemplateId,
  sampleTemplateId,
  readTemplates,
  templateNamed,
  templates,
  templatesIn,
} from '../../../electron/supervisor/templates/templates.ts'
import { agentDraftSchema } from '../../../shared/model/agent.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { languageSchema } from '../../../shared/model/settings.ts'
import { checkDraft } from '../../../electron/supervisor/agents/check-draft.ts'
import { placeTemplateSamples } from '../../../electron/supervisor/templates/template-samples.ts'
import { templateJobs } from '../../../shared/model/template.ts'
import { checkTask } from '../../../shared/rules/task-check.ts'
import { needsOf } from '../../../shared/steps/step.ts'
import { makeAgent } from '../../helpers/things.ts'
import { countingIds, temporaryFolder } from '../../helpers/agent-database.ts'

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

  it('are at least 24 over all seven jobs, and each works on steps that fit together', () => {
    for (const language of languageSchema.options) {
      const offered = templatesIn(language)
      expect(offered.length).toBeGreaterThanOrEqual(24)
      expect(new Set(offered.map(({ job }) => job))).toEqual(new Set(templateJobs))
      for (const { id, steps, needs } of offered) {
        const problems = checkTask({ steps, switchedOff: [] })
        // What is still to be picked is missing; nothing that is there is wrong.
        const wrong = problems.filter(({ code }) => code.startsWith('step') || code.startsWith('column'))
        expect(wrong, id).toEqual([])
        expect(needs.includes('model') || needs.includes('vision'), id).toBe(
          steps.some((step) => needsOf(step) !== null),
        )
      }
    }
  })

  it('never keep the app from starting when one cannot be read', () => {
    const [first] = templates
    expect(readTemplates([first, { ...first, version: 'next' }, null, 'x', { id: 'y' }])).toEqual([first])
  })

  it('are left out when a step is of no kind this version knows', () => {
    const [first] = templates
    expect(readTemplates([first, { ...first, steps: [{ id: 'read', kind: 'guess' }] }])).toEqual([first])
  })

  it.each(templates)('$id keeps the names of columns in an agent whose owner changes the language', (template) => {
    const agent = makeAgent(draftOf(template, { ...setting, language: 'en' }))
    const spoken = inLanguage(agent, template, 'zh-CN')
    expect(spoken?.name).toBe(template.name['zh-CN'])
    const pointing = (steps: readonly object[]) => JSON.stringify(steps).match(/\{\p{L}[^"{}]*\}|"column":"[^"]*"/gu)
    expect(pointing(spoken?.steps ?? [])).toEqual(pointing(agent.steps))
  })

  it('put their samples where nothing of the owner is touched', async () => {
    const home = temporaryFolder()
    const template = templateNamed('stock-alert')
    const placed = await placeTemplateSamples(template, 'en', home)
    expect(placed.file).toBe(join(placed.read, 'stock.csv'))
    await writeFile(join(placed.read, 'stock.csv'), 'mine')
    await placeTemplateSamples(template, 'en', home)
    expect(await readFile(join(placed.read, 'stock.csv'), 'utf8')).toBe('mine')
  })

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
    job: 'documents',
    estimatedMinutes: 1,
    setupMinutes: 1,
    needs: [],
    practice: false,
    newPossibility: false,
    example: { en: 'X', 'zh-CN': '某' },
    samples: [],
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
