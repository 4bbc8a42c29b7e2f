import type { steps as english } from '../en/steps.ts'
import { webSteps } from './steps-web.ts'
import type { Translation } from '../texts.ts'
import { askSteps } from './steps-asking.ts'
import { chartSteps } from './steps-charts.ts'
import { tableSteps } from './steps-tables.ts'
import { mailSteps } from './steps-mail.ts'
import { toolSteps } from './steps-tools.ts'

export const steps: Translation<typeof english> = {
  trigger: {
    byHand: '我按“运行”时开始。[add]',
    add: '定个时间',
    remove: '去掉这个时间',
    days: '哪几天',
    time: '时间',
    timeWrong: '请写成 08:00 这样。',
  },
  readFolder: {
    name: '阅读文档',
    sentence: '阅读 [folder] 里的 [which]，[recursive]，[matching]，[pictures]。',
    fields: {
      folder: '文档所在的文件夹',
      recursive: '里面的文件夹',
      which: '哪些文档',
      matching: '文件名',
      pictures: '图片',
    },
    which: { all: '全部文档', new: '新的或改过的文档' },
    pictures: { on: '图片也读', off: '图片不读' },
    empty: { matching: '文件名不限' },
    choose: { folder: '选择文件夹' },
    recursive: { on: '里面的文件夹也读', off: '里面的文件夹不读' },
    missing: { folder: '读哪个文件夹？' },
  },
  summarize: {
    name: '写摘要',
    sentence: '为 [from] 的每一份和全部各写一份 [length] 的摘要，重点关注 [focus]，用 [model]。',
    fields: { from: '总结什么', length: '长短', focus: '您最关心什么' },
    length: { short: '简短', medium: '适中', long: '详细' },
    choose: { from: '选择一步' },
    empty: { focus: '没有特别要求' },
  },
  approve: {
    name: '先问我',
    sentence: '把 [from] 给我看，等我答复再继续，问我：[message]。',
    fields: { from: '给您看什么', message: '它要问您什么' },
    choose: { from: '选择一步' },
    empty: { message: '写下要问的话' },
    missing: { message: '要问什么？' },
    question: '这样可以吗？可以的话我就继续。',
  },
  writeDocument: {
    name: '写报告',
    sentence: '把 [from] 写成 [mode]，存到 [folder] 或 [file]，标题是 [title]，格式为 [format]，[chart]。',
    sentenceNew: '把 [from] 写成 [mode]，存到 [folder]，标题是 [title]，格式为 [format]，[chart]。',
    sentenceAppend: '把 [from] [mode] [file]，放在标题 [title] 下面，[chart]。',
    fields: {
      from: '写什么',
      mode: '新文件还是旧文件',
      folder: '放报告的位置',
      title: '报告的标题',
      format: '文件格式',
      file: '加到哪个文件',
      chart: '里面的图表',
    },
    mode: { new: '新报告', append: '加到现有文件' },
    choose: { from: '选择一步', folder: '选择位置', file: '选择文件', chart: '不放图表' },
    empty: { title: '起个标题' },
    format: { html: '网页', pdf: 'PDF', docx: 'Word 文档', md: 'Markdown 文本', txt: '纯文本' },
    missing: { folder: '放在哪里？', file: '加到哪个文件？', title: '叫什么标题？' },
  },
  ...toolSteps,
  ...chartSteps,
  ...mailSteps,
  ...tableSteps,
  ...webSteps,
  ...askSteps,
}
