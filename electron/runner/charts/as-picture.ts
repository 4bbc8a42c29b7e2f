import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { chartWidth } from './draw-chart-svg.ts'
import { fontsFor } from './system-fonts.ts'

let ready: Promise<void> | null = null

/**
 * An SVG as a PNG of twice its size, with the fonts of this computer.
 *
 * @throws CodedError chart.noFont where not one font can be found
 */
export async function asPicture(svg: string): Promise<Uint8Array> {
  ready ??= start()
  await ready
  const { buffers, family } = await fontsFor(svg)
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: chartWidth * 2 },
    font: { fontBuffers: [...buffers], defaultFontFamily: family, sansSerifFamily: family },
  })
  const image = resvg.render()
  const png = image.asPng()
  image.free()
  resvg.free()
  return png
}

/** The renderer's code travels inside the app's own, loaded when the first picture is drawn. */
async function start(): Promise<void> {
  const { default: address } = await import('@resvg/resvg-wasm/index_bg.wasm?url&inline')
  await initWasm(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
}
