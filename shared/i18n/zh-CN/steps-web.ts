import type { webSteps as english } from '../en/steps-web.ts'
import type { Translation } from '../texts.ts'

export const webSteps: Translation<typeof english> = {
  readPage: {
    name: '读取网页',
    sentence: '读取网页 [address] 上 [part] 旁边的 [what]，[render]。',
    fields: {
      what: '读什么',
      part: '旁边的字',
      address: '网页地址',
      render: '怎样打开网页',
    },
    what: { article: '正文', table: '表格', number: '数字' },
    empty: { part: '任何位置' },
    choose: { address: '哪个网页' },
    render: {
      plain: '按网站给的内容读',
      asInBrowser: '需要时像浏览器一样打开',
      signedIn: '用我在该网站的登录身份打开',
    },
    missing: { address: '读哪个网页？' },
    nameless: '第 {{number}} 列',
    columns: {
      value: '这个数字',
      unit: '货币或单位',
      before: '上一次的数值',
      change: '与上一次相差多少',
      address: '所在的网页',
      seenAt: '读取的时间',
    },
    signIn: '登录这个网站',
    signOut: '退出所有网站',
  },
  readFeed: {
    name: '读取订阅源',
    sentence: '读取订阅源 [address] 里的 [which]，最多 [most] 条。',
    fields: { which: '哪些条目', address: '订阅源地址', most: '最多几条' },
    which: { new: '上次运行之后的新内容', all: '全部条目' },
    choose: { address: '哪个订阅源' },
    missing: { address: '读哪个订阅源？' },
    columns: {
      title: '标题',
      link: '阅读地址',
      date: '发布时间',
      author: '作者',
    },
  },
  readClipboard: {
    name: '取剪贴板',
    sentence: '取剪贴板里的文字。',
    document: '剪贴板',
  },
  readResult: {
    name: '阅读另一个助手的成果',
    sentence: '阅读 [agent] 的 [which] 成果。',
    fields: { which: '哪个成果', agent: '助手' },
    which: { newest: '最新', new: '新出来的' },
    choose: { agent: '选择助手' },
    missing: { agent: '哪个助手的？' },
  },
}
