import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { packageProgram, repository } from './paths.mjs'

/** Sizes that Linux menus and the converters for Windows and macOS ask for, in pixels. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]

/** Draws the mark in every size an installer needs, from its one vector source. */
export async function drawIcons(folder) {
  await initWasm(readFileSync(packageProgram('@resvg/resvg-wasm/index_bg.wasm')))
  const mark = readFileSync(join(repository, 'assets', 'icons', 'icon.svg'), 'utf8')
  mkdirSync(folder, { recursive: true })
  for (const size of sizes) {
    const picture = new Resvg(mark, { fitTo: { mode: 'width', value: size } }).render().asPng()
    writeFileSync(join(folder, `${size}x${size}.png`), picture)
    if (size === 1024) writeFileSync(join(folder, 'icon.png'), picture)
  }
}
