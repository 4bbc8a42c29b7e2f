import type { books as english } from '../en/books.ts'
import type { Translation } from '../texts.ts'

export const books: Translation<typeof english> = {
  title: '账本',
  meaning: '每次调用模型在账本里都是一行：用了多少词元、准确的价格，以及价格的来源。',
  period: '哪些天',
  periods: { month: '本月', year: '今年', all: '全部' },
  csv: '存为表格',
  json: '存给其他程序用',
  saved_other: '已把 {{number}} 行存为“{{name}}”。',
  nothing: '还没有任何用量。',
  keep: {
    label: '明细保留多久',
    ever: '永久',
    years_other: '{{count}} 年',
    everMeaning: '什么都不会删除。',
    meaning: '{{date}} 之前的明细会逐步删除。按天、助手和模型的合计永久保留。',
    title: '删除 {{date}} 之前的明细？',
    warning:
      '{{date}} 之前的明细会被永久删除，以后到期的也会逐日删除。按天、助手和模型的合计会保留。您可以先把全部明细存为表格。',
    cancel: '保留',
    saveFirst: '先保存',
    delete: '删除',
  },
  thisMonth: '本月，按助手和模型',
  columns: { agent: '助手', model: '模型', calls: '调用', again: '重复收费', tokens: '词元', money: '花费' },
  goneAgent: '已移除的助手',
  checked: '上次检查',
  copied: '最新备份',
  never: '还没有',
  file: { ledger: '用量与花费', companion: '助手和运行' },
  repair: {
    what: {
      ledger: '用量与花费的记录曾经损坏，现已修复',
      companion: '保存助手和运行的文件曾经损坏，现已修复',
      sums: '有些合计与明细不符，已重新计算',
    },
    from: '已换上 {{when}} 的备份。',
    noCopy: '没有可用的备份，因此新建了一个文件。',
    saved: '损坏的文件中还能读出 {{entries}} 条较新的记录，已经补上。',
    complete: '没有缺少任何内容。',
    missing: {
      ledger: '损坏的文件有一部分读不出来：那份备份之后的部分花费可能不在这里。为调用预留的金额仍然保留。',
      companion:
        '损坏的文件有一部分读不出来：那份备份之后的改动可能缺失。没有完成的运行已经结束，以免重复做事。请您查看一遍自己的助手。',
    },
    counted_other: '已根据明细重新计算 {{days}} 天的合计。明细没有丢失。',
    kept: '损坏的文件保存在数据文件夹的“damaged”里，名为“{{name}}”。',
    read: '我知道了',
  },
}
