import type { books as english } from '../en/books.ts'
import type { Translation } from '../texts.ts'

export const books: Translation<typeof english> = {
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
