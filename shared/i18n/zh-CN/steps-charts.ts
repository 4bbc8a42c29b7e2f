import type { chartSteps as english } from '../en/steps-charts.ts'
import type { Translation } from '../texts.ts'

export const chartSteps: Translation<typeof english> = {
  drawChart: {
    name: '画图表',
    sentence: '根据 [from]，按 [names] 把 [values] 画成 [shape]，标题是 [title]，图片存到 [folder]。',
    fields: {
      shape: '图表样式',
      from: '根据什么来画',
      values: '数字在哪一列',
      names: '名称在哪一列',
      title: '图表的标题',
      folder: '放图片的位置',
    },
    shape: { bar: '条形图', line: '折线图', share: '占比图' },
    choose: { folder: '选择位置', from: '选择一步', values: '选择一列', names: '每一项' },
    empty: { title: '起个标题' },
    missing: { values: '画哪些数字？', title: '叫什么标题？', folder: '放在哪里？' },
  },
  writeCalendar: {
    name: '写日历文件',
    sentence:
      '把 [from] 做成日历：每一项从 [start] 开始，到 [end] 结束，名称是 [entry]，地点是 [place]。标题是 [title]，存到 [folder]。',
    fields: {
      from: '根据什么来做',
      start: '开始时间在哪一列',
      end: '结束时间在哪一列',
      entry: '每一项的名称',
      place: '地点在哪一列',
      title: '日历的标题',
      folder: '放文件的位置',
    },
    choose: { folder: '选择位置', from: '选择一步', start: '选择一列', end: '不注明结束', place: '不注明地点' },
    empty: { entry: '写下名称', title: '起个标题' },
    missing: { start: '什么时候开始？', entry: '每一项叫什么？', title: '叫什么标题？', folder: '放在哪里？' },
  },
}
