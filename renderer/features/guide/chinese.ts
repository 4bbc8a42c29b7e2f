/** The Chinese guide. */
export const texts = import.meta.glob<string>('../../../assets/guide/zh-CN/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
export const pictures = import.meta.glob<string>('../../../assets/guide/zh-CN/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
})
