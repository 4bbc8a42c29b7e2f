/** The English guide. */
export const texts = import.meta.glob<string>('../../../assets/guide/en/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
export const pictures = import.meta.glob<string>('../../../assets/guide/en/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
})
