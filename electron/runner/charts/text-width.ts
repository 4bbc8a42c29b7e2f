const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]|\p{Extended_Pictographic}/u

/**
 * About how wide a line of text is at that size. Chinese signs are as wide as they are high; Latin ones of common sans-serif fonts
 * take 0.56 of it on average, capitals and digits counted in.
 */
export function widthOf(text: string, size: number): number {
  let units = 0
  for (const { segment } of graphemes.segment(text)) units += wide.test(segment) ? 1 : 0.56
  return units * size
}

/** The text, or as much of its beginning as fits, with a sign that there is more. */
export function fitText(text: string, width: number, size: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (widthOf(line, size) <= width) return line
  let kept = ''
  for (const { segment } of graphemes.segment(line)) {
    if (widthOf(`${kept}${segment}…`, size) > width) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
