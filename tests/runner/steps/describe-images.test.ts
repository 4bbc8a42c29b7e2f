import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asked, makeAskingWorld, resultOf, says } from './asking-world.ts'
import { stepSchema } from '../../../shared/steps/step.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const see = { id: 'see', kind: 'describeImages', from: 'read', language: 'en', instruction: '' }

async function withPicture() {
  const world = await makeAskingWorld({ 'notes.txt': 'No picture at all.' }, [see])
  const [read, ...others] = world.order.agent.steps
  const folder = read?.kind === 'readFolder' ? (read.folder ?? '') : ''
  await writeFile(join(folder, 'IMG_0001.png'), png)
  const seeing = stepSchema.parse({ ...read, pictures: true })
  world.order = { ...world.order, agent: { ...world.order.agent, steps: [seeing, ...others] } }
  return world
}

test('a picture is shown to the model as it is, and gets a name and a description', async () => {
  const world = await withPicture()
  says(world, '**A red square.**\n\nA single red square fills the picture.')
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
  const [body = ''] = asked(world)
  expect(body).toContain(`data:image/png;base64,${png.toString('base64')}`)
  expect(Object(resultOf(world, 'see')).items).toMatchObject([
    {
      name: 'IMG_0001.png',
      text: 'A single red square fills the picture.',
      fields: { title: 'A red square' },
      cites: [{ name: 'IMG_0001.png' }],
    },
  ])
  expect(world.facts.leftOut).toMatchObject([{ item: 'notes.txt', error: { code: 'document.noPicture' } }])
})

test('the practice model, which cannot see, is not asked', async () => {
  const world = await withPicture()
  world.order = { ...world.order, modelIsPractice: true }
  expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'model.practiceCannot' } })
  expect(asked(world)).toEqual([])
})
