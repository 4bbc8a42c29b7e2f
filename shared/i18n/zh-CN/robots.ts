import type { robots as english } from '../en/robots.ts'
import type { Translation } from '../texts.ts'

export const robots: Translation<typeof english> = {
  title: '聊天机器人',
  meaning: '助手可以通过群机器人往群里发消息，每条都先给您看。',
  add: '添加聊天机器人',
  change: '更改{{name}}',
  remove: '去掉{{name}}',
  choose: '添加或更改聊天机器人',
  name: '名称，例如群名',
  kind: '服务',
  kinds: {
    feishu: '飞书',
    dingtalk: '钉钉',
    wecom: '企业微信',
    telegram: 'Telegram',
    slack: 'Slack',
    webhook: '其他服务',
  },
  how: {
    feishu: '在群里：设置、群机器人、添加机器人、自定义机器人，复制 Webhook 地址。如果打开了签名校验，也复制密钥。',
    dingtalk: '在群里：群设置、机器人、自定义。安全设置选“加签”，复制 Webhook 地址和密钥。',
    wecom: '在群里：群设置、群机器人、添加，复制 Webhook 地址。',
    telegram: '给 @BotFather 发 /newbot，复制令牌。把机器人加进群，再在下面写群的编号。',
    slack: '在您的 Slack 应用页面：Incoming Webhooks、添加，复制 Webhook 地址。',
    webhook: '能接收一段文字的地址。以 https 开头，或者是您自己网络里的设备。',
  },
  address: 'Webhook 地址',
  token: '机器人的令牌',
  secret: '签名密钥（如果打开了签名）',
  chat: '群的编号',
  kept: '留空就沿用已保存的。',
  test: '发一条试试',
  works: '已经送到。',
  testMessage: '这是 Kaihe Companion 的测试消息，助手现在可以往这里发消息了。',
}
