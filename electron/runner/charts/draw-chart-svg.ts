import { scaleLinear } from 'd3-scale'
import type { Chart, Point } from './chart.ts'
import { fitText, widthOf } from './text-width.ts'

/** Width of a picture in its own units; it is rendered at twice that. */
export const chartWidth = 960
const highest = 540
const thickest = 52

// The paper, ink and river of the app's own look, light theme.
const colours = { paper: '#fdfdfb', ink: '#23201c', soft: '#68645e', line: '#dedcd8', bar: '#0d596d', below: '#c43f3e' }
const edge = { left: 36, right: 36, top: 84, bottom: 44 }

/** A chart as SVG: a title, the measure, an honest scale from zero, and every value written where there is room. */
export function drawChartSvg(chart: Chart): string {
  const width = chartWidth
  const height = heightOf(chart)
  const note = chart.note === null ? '' : text(edge.left, height - 14, chart.note, { size: 13, fill: colours.soft })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${chart.language}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    text(edge.left, 42, fitText(chart.title, width - edge.left - edge.right, 24), { size: 24, weight: 600 }),
    text(edge.left, 66, fitText(chart.measure, width - edge.left - edge.right, 14), { size: 14, fill: colours.soft }),
    chart.shape === 'line' ? drawLine(chart) : drawBars(chart),
    note,
    '</svg>',
  ].join('')
}

/** A few bars need no whole page. */
function heightOf({ shape, points }: Chart): number {
  return shape === 'line' ? highest : edge.top + points.length * stepOf(points.length) + edge.bottom
}

function stepOf(bars: number): number {
  return Math.min(thickest, (highest - edge.top - edge.bottom) / Math.max(1, bars))
}

/** Bars lie, so that names of any length can be read. */
function drawBars(chart: Chart): string {
  const width = chartWidth
  const { points } = chart
  const step = stepOf(points.length)
  const size = Math.min(15, Math.max(9, step * 0.6))
  const written = points.map((point) => labelOf(point, chart))
  const nameRoom = Math.min(280, Math.max(...points.map(({ name }) => widthOf(name, size)), 40))
  const valueRoom = Math.max(...written.map((label) => widthOf(label, size)), 40) + 10
  const from = edge.left + nameRoom + 12
  const to = width - edge.right - valueRoom
  const values = points.map(({ value }) => value)
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const x = scaleLinear([least, most === least ? least + 1 : most], [from + (least < 0 ? valueRoom : 0), to])
  const rows = points.map((point, index) => {
    const top = edge.top + index * step
    const middle = top + step / 2
    const [start, end] = [Math.min(x(0), x(point.value)), Math.max(x(0), x(point.value))]
    const isBelow = point.value < 0
    return [
      text(from - 12, middle + size * 0.35, fitText(point.name, nameRoom, size), {
        size,
        anchor: 'end',
      }),
      `<rect x="${round(start)}" y="${round(top + step * 0.15)}" width="${round(Math.max(1, end - start))}" height="${round(step * 0.7)}" rx="2" fill="${isBelow ? colours.below : colours.bar}"/>`,
      text(isBelow ? start - 8 : end + 8, middle + size * 0.35, written[index] ?? '', {
        size,
        anchor: isBelow ? 'end' : 'start',
      }),
    ].join('')
  })
  const foot = edge.top + points.length * step
  return `${rows.join('')}<line x1="${round(x(0))}" x2="${round(x(0))}" y1="${edge.top}" y2="${round(foot)}" stroke="${colours.soft}"/>`
}

/** A line from left to right in the order of the list; the scale holds zero unless all values are far from it. */
function drawLine(chart: Chart): string {
  const width = chartWidth
  const height = highest
  const { points } = chart
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  // Where all values lie close together, a scale from zero would show a flat line; the scale is written, so nobody is misled.
  const isClose = low > 0 && high - low < low * 0.5
  const y = scaleLinear(
    [isClose ? low : Math.min(0, low), Math.max(high, isClose ? low : 0)],
    [height - edge.bottom - 26, edge.top],
  ).nice(6)
  const ticks = y.ticks(6)
  const numbers = ticks.map((tick) => formatNumber(tick, chart))
  const from = edge.left + Math.max(...numbers.map((number) => widthOf(number, 13))) + 14
  const to = width - edge.right
  const xAt = (index: number) =>
    points.length === 1 ? (from + to) / 2 : from + ((to - from) * index) / (points.length - 1)
  const grid = ticks.map((tick, index) => {
    const at = round(y(tick))
    return `<line x1="${round(from)}" x2="${to}" y1="${at}" y2="${at}" stroke="${colours.line}"/>${text(from - 10, at + 4, numbers[index] ?? '', { size: 13, fill: colours.soft, anchor: 'end' })}`
  })
  const path = points
    .map(({ value }, index) => `${index === 0 ? 'M' : 'L'}${round(xAt(index))} ${round(y(value))}`)
    .join('')
  const dots =
    points.length > 60
      ? []
      : points.map(
          ({ value }, index) =>
            `<circle cx="${round(xAt(index))}" cy="${round(y(value))}" r="3.5" fill="${colours.bar}"/>`,
        )
  return [
    ...grid,
    `<path d="${path}" fill="none" stroke="${colours.bar}" stroke-width="2.5" stroke-linejoin="round"/>`,
    ...dots,
    ...namesBelow(points, xAt),
  ].join('')
}

/** As many names under the line as have room, the first and the last always. */
function namesBelow(points: readonly Point[], xAt: (index: number) => number): string[] {
  const size = 13
  const longest = Math.min(160, Math.max(...points.map(({ name }) => widthOf(name, size)))) + 16
  const span = points.length > 1 ? xAt(1) - xAt(0) : longest
  const every = Math.max(1, Math.ceil(longest / span))
  return points.flatMap(({ name }, index) => {
    const isLast = index === points.length - 1
    if (!isLast && (index % every !== 0 || points.length - 1 - index < every)) return []
    const anchor = index === 0 && points.length > 1 ? 'start' : isLast && points.length > 1 ? 'end' : 'middle'
    return [text(xAt(index), highest - edge.bottom, fitText(name, 160, size), { size, fill: colours.soft, anchor })]
  })
}

function labelOf({ value }: Point, chart: Chart): string {
  if (chart.shape !== 'share') return formatNumber(value, chart)
  const whole = chart.points.reduce((sum, point) => sum + point.value, 0)
  const share = new Intl.NumberFormat(chart.language, { style: 'percent', maximumFractionDigits: 1 }).format(
    whole === 0 ? 0 : value / whole,
  )
  return `${share} (${formatNumber(value, chart)})`
}

function formatNumber(value: number, { language }: Chart): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)
}

type TextStyle = { size: number; fill?: string; weight?: number; anchor?: 'start' | 'middle' | 'end' }

function text(
  x: number,
  y: number,
  words: string,
  { size, fill = colours.ink, weight = 400, anchor = 'start' }: TextStyle,
): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(words)}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(words: string): string {
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
