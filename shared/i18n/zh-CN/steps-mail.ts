import type { mailSteps as english } from '../en/steps-mail.ts'
import type { Translation } from '../texts.ts'

export const mailSteps: Translation<typeof english> = {
  readMail: {
    name: '阅读邮件',
    sentence: '阅读 [account] 的 [which] 邮件，文件夹 [mailbox]，一次最多 [most] 封。',
    fields: { which: '哪些邮件', account: '邮箱', mailbox: '文件夹', most: '最多几封' },
    which: { new: '新', unread: '未读' },
    choose: { account: '选择邮箱' },
    empty: { mailbox: 'INBOX' },
    missing: { account: '哪个邮箱？' },
  },
  sendMail: {
    name: '写邮件',
    sentence: '就 [from] 的每一项，用 [account] [mode]，收件人 [to]，主题 [subject]，附件 [attach]，内容 [body]。',
    fields: {
      from: '写什么',
      mode: '草稿还是发送',
      account: '邮箱',
      to: '收件人',
      subject: '主题',
      body: '内容',
      attach: '附带的文件',
    },
    mode: { draft: '存一封草稿', send: '先给我看再发送' },
    choose: { from: '选择一步', account: '选择邮箱', attach: '不附文件' },
    empty: { to: '写给谁', subject: '写下主题', body: '写下内容' },
    missing: { account: '用哪个邮箱？', to: '写给谁？', subject: '什么主题？', body: '写什么内容？' },
  },
  sendMessage: {
    name: '发到群聊',
    sentence: '就 [from]，把 [mode] 发到 [robot]：[text]。',
    fields: { mode: '逐个还是一起', from: '关于什么', robot: '群聊', text: '内容' },
    mode: { each: '每一项一条消息', all: '全部合成一条消息' },
    choose: { from: '选择一步', robot: '选择群聊' },
    empty: { text: '写下内容' },
    missing: { robot: '发到哪个群？', text: '写什么？' },
  },
}
