import type { tools as english } from '../en/tools.ts'
import type { Translation } from '../texts.ts'

export const tools: Translation<typeof english> = {
  argumentsHint: '原样交给程序。{column} 代表前面列表里的值。',
  folders: '文件夹',
  access: { read: '阅读 {{folder}}', write: '阅读并修改 {{folder}}' },
  addRead: '添加可读的',
  addWrite: '添加可改的',
  sites: '这些网站的网页',
  site: '网站',
  addSite: '添加',
  programs: '程序，每次都先问我',
  addProgram: '添加程序',
  tables: '表格的行，以及给它的列表',
  note: '给自己记笔记',
  askOwner: '问我问题',
  remove: '去掉 {{name}}',
  count: {
    folders_other: '{{count}} 个文件夹',
    sites_other: '{{count}} 个网站',
    programs_other: '{{count}} 个程序',
    servers_other: '{{count}} 个服务工具',
  },
  short: { tables: '表格', note: '笔记', askOwner: '问我' },
  and: '、',
}
