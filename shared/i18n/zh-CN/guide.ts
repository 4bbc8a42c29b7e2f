import type { guide as english } from '../en/guide.ts'
import type { Translation } from '../texts.ts'

export const guide: Translation<typeof english> = {
  title: '使用指南',
  open: '打开指南',
  meaning: '用短短几章说明这里的一切，在哪里按 F1 都能打开。',
  opening: '正在打开指南',
  contents: '章节',
  search: '在指南里搜索',
  found_other: '找到 {{count}} 处',
  nothing: '没有找到。换一个简单的词试试，比如“上限”或“密钥”。',
  next: '下一章：{{title}}',
  more: '在指南里看说明',
  licences: {
    title: '许可',
    open: 'Kaihe 由什么组成',
    meaning: 'Kaihe 是自由软件，采用 MIT 许可。它也带着许多其他人的成果，许可如下。',
    chromium: '打开 Chromium 的许可',
    reading: '正在读取许可',
    count_other: '{{count}} 个软件包',
    search: '按名字查找软件包',
  },
}
