/** An answer of about so many characters, of all that answers are made of. */
export function answerOf(characters: number): string {
  let text = ''
  for (let part = 1; text.length < characters; part++) {
    text += `## Part ${part}

The **lease** runs for two years; see [the contract](https://example.org/lease). Notice is given in writing, at least
three months before it ends, and \`section ${part}\` says what happens otherwise.

- The rent is due on the first of each month.
- The heating is serviced once a year.

| Date | What happens | Page |
| --- | --- | --- |
| 1 Jan | The lease begins | p. ${part} |
| 31 Dec | The first term ends | p. ${part + 1} |

\`\`\`ts
const rent = ${part} * 2_350
\`\`\`

`
  }
  return text.slice(0, characters)
}
