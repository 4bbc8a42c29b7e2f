import type { tableErrors as english } from '../en/errors-tables.ts'
import type { Translation } from '../texts.ts'

export const tableErrors: Translation<typeof english> = {
  table: {
    noSuchSheet: {
      what: '“{{name}}”里没有名为“{{sheet}}”的工作表',
      meaning: '没有从中读取任何内容。',
      next: '请选择其中的工作表：{{sheets}}。',
    },
    noHeader: {
      what: '“{{name}}”里没有表格',
      meaning: '第一行应当是各列的名称，但没有找到。',
      next: '请打开文件看看，或者换一个文件。',
    },
    tooLong: {
      what: '“{{name}}”的行数太多，一次处理不了',
      meaning: '超过了 {{rows}} 行。没有悄悄丢掉任何一行，所以什么也没做。',
      next: '请少选几列，或者限定需要哪些行。',
    },
    notASheet: {
      what: '没法往“{{name}}”里加行',
      meaning: '它既不是 Excel 表格，也不是文本表格。文件保持原样。',
      next: '请选择以 .xlsx 或 .csv 结尾的文件。',
    },
    otherEncoding: {
      what: '“{{name}}”用的是较旧的编码（{{encoding}}）',
      meaning: '加进去的内容可能变成乱码，所以文件保持原样。',
      next: '请用表格软件打开它，另存为“CSV UTF-8”。',
    },
  },
}
