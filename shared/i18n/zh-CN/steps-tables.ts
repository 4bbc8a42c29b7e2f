import type { tableSteps as english } from '../en/steps-tables.ts'
import type { Translation } from '../texts.ts'

export const tableSteps: Translation<typeof english> = {
  readFile: {
    name: '阅读一个文件',
    sentence: '阅读 [file]。',
    fields: { file: '文件' },
    choose: { file: '选择文件' },
    missing: { file: '读哪个文件？' },
  },
  readTable: {
    name: '读取表格',
    sentence: '读取表格 [file] 的工作表 [sheet]，取 [columns]，条件是 [filter]。',
    fields: { file: '表格', sheet: '工作表', columns: '哪些列', filter: '哪些行' },
    choose: { file: '选择文件', filter: '全部行' },
    empty: { sheet: '第一个', columns: '全部列' },
    missing: { file: '读哪个表格？' },
  },
  sumUp: {
    name: '汇总',
    sentence: '对 [from]，按 [groupBy] 计算 [values] 的 [how]，[order]。',
    fields: { how: '计算什么', values: '数字在哪一列', groupBy: '按什么归在一起', from: '哪些行', order: '顺序' },
    how: { sum: '总和', count: '个数', average: '平均值', least: '最小值', greatest: '最大值' },
    order: { name: '按名称排列', value: '从大到小', found: '按出现顺序' },
    choose: { values: '行', groupBy: '全部合在一起', from: '选择一步' },
    missing: { values: '算哪些数字？' },
  },
  writeTable: {
    name: '写表格',
    sentence: '把 [from] 写成 [mode]：存到 [folder]，标题是 [title]，[format]，[totals]；或者把行加到 [file]。',
    fields: {
      from: '写什么',
      mode: '是否新建',
      folder: '放表格的位置',
      title: '表格的标题',
      format: '文件格式',
      totals: '合计行',
      file: '把行加到哪个文件',
    },
    mode: { new: '新文件', append: '已有文件的新行' },
    format: { xlsx: 'Excel 表格', csv: '文本表格' },
    totals: { on: '带合计行', off: '不带合计' },
    choose: { from: '选择一步', folder: '选择位置', file: '选择文件' },
    empty: { title: '起个标题' },
    missing: { folder: '放在哪里？', title: '叫什么标题？', file: '哪个文件？' },
  },
  arrangeFiles: {
    name: '整理文件',
    sentence: '把 [from] 的文件在 [folder] 里 [action]：放进 [into]，命名为 [name]。',
    fields: {
      action: '移动还是复制',
      from: '哪些文件',
      folder: '在哪个文件夹里整理',
      into: '放进哪个子文件夹',
      name: '新名称',
    },
    action: { move: '移动', copy: '复制' },
    choose: { from: '选择一步', folder: '选择文件夹' },
    empty: { into: '不分子文件夹', name: '原来的名称' },
    missing: { folder: '在哪个文件夹里？' },
  },
}
