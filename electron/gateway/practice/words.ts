/** Words that say nothing about what a sentence is about. */
const emptyWords = new Set(
  `a about above after again all also an and any are as at be because been before being below between both but by can could did do
  does doing down during each else few for from further get had has have having he her here hers him his how i if in into is it its
  just may me might more most must my no nor not now of off on once one only or other our out over own per same shall she should so
  some such than that the their them then there these they this those through to too under until up upon us very was we were what
  when where which while who whom why will with would you your
  的 了 和 是 在 有 与 及 对 等 中 为 以 将 从 到 由 于 也 就 都 而 并 或 但 被 把 让 向 之 其 该 此 这 那 这些 那些 我们 他们 你们 它们
  一个 一种 进行 以及 因为 所以 如果 可以 没有 不 没 很 更 最 又 还 再 上 下 里 时 后 前 内 外 个 我 你 他 她 它 们 着 过 地 得`.split(
    /\s+/,
  ),
)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The words of a text that carry its meaning, in order and in lower case, Chinese segmented by ICU's dictionary. English
 * words lose their endings, so that "invoice" and "invoices", "open" and "opened" meet.
 */
export function meaningfulWords(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike !== true) continue
    const word = segment.toLowerCase()
    if (!emptyWords.has(word)) words.push(stem(word))
  }
  return words
}

/** English endings are folded away; what is left need not be a word, only the same for both forms. */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word
  const one = /(?:ss|us|is)$/.test(word) ? word : word.replace(/ies$/, 'y').replace(/s$/, '')
  const base = one.length >= 6 ? one.replace(/(?<!e)ed$/, '').replace(/ing$/, '') : one
  return base.length >= 4 ? base.replace(/e$/, '') : base
}
