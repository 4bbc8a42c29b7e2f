/**
 * Text as it is kept: line ends are `\n`, no control characters but tab and line end, no lone surrogates, no space at
 * the end of lines, at most one empty line in a row, nothing around the whole.
 */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n')
    .replace(unwantedCharacters, '')
    .split('\n')
    .map((line) => line.trimEnd()) // A pattern for this takes quadratic time on long runs of spaces.
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

// C0 and C1 controls, byte order marks within text, soft hyphens and zero-width spaces.
const unwantedCharacters = new RegExp('[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\ufeff\\u00ad\\u200b]', 'g')
