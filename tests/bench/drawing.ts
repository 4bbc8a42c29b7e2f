import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { z } from 'zod'
import { companion, freshFolder, startOnPage } from './apps.ts'
import type { Inspector } from './measure/inspect-main.ts'
import { type Line, median } from './measure/table.ts'

const app = join(companion, 'tests', 'bench', 'apps', 'drawing')
const rounds = 5
const short = 4 * 1024
const long = 64 * 1024
const scrolledSchema = z.object({ drawnMs: z.number(), frames: z.array(z.number()), reached: z.string() })

/**
 * P7: what one update of an answer costs when it is already long, beside a short one: as the page draws it, and drawn whole with each
 * update. And an answer of a megabyte, which is opened and scrolled through.
 */
export async function measureDrawing(): Promise<Line[]> {
  const outDir = freshFolder()
  const plugins = [react(), tailwindcss()]
  await build({ root: app, configFile: false, logLevel: 'error', plugins, build: { outDir, target: 'chrome146' } })
  const server = await preview({
    root: app,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const page = server.resolvedUrls?.local[0] ?? ''
  try {
    return await startOnPage(
      { folder: app, dataFolder: freshFolder(), selector: 'body[data-ready] h1', args: [`--page=${page}`] },
      measure,
    )
  } finally {
    await server.close()
  }
}

async function measure(page: Inspector): Promise<Line[]> {
  const took = {
    ours: { short: [] as number[], long: [] as number[] },
    naive: { short: [] as number[], long: [] as number[] },
  }
  const draw = async (how: 'ours' | 'naive', length: number) =>
    z.number().parse(await page.evaluate(`drawUpdates('${how}', ${length})`))
  for (let round = 0; round < rounds; round++) {
    for (const how of ['ours', 'naive'] as const) {
      took[how].short.push(await draw(how, short))
      took[how].long.push(await draw(how, long))
    }
  }
  const scrolled = scrolledSchema.parse(await page.evaluate('scrollThrough(1_000_000)'))
  const longFrames = scrolled.frames.filter((frame) => frame > 50).length
  const line = (
    what: string,
    { short: peer, long: ours }: { short: number[]; long: number[] },
    goal: number,
  ): Line => ({
    bar: 'P7',
    what,
    peer: { name: 'at 4 KB', value: median(peer) },
    ours: median(ours),
    unit: 'ms',
    goal: { kind: 'most', value: goal },
  })
  return [
    line('an update of an answer of 64 KB', took.ours, 1.3),
    { ...line('the same, drawn whole each time', took.naive, 1.3), beside: true },
    {
      bar: 'P7',
      what: `long frames while 1 MB is scrolled through, of ${scrolled.frames.length}`,
      peer: { name: 'until it is shown', value: scrolled.drawnMs },
      ours: (longFrames / scrolled.frames.length) * 100,
      unit: '%',
      goal: { kind: 'at-most', value: 1 },
    },
  ]
}
