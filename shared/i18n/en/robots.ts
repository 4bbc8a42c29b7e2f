/** Chat robots agents write to. */
export const robots = {
  title: 'Chat robots',
  meaning: 'Agents can write to a group chat through a robot of it, each time after you have seen the message.',
  add: 'Add a chat robot',
  change: 'Change {{name}}',
  remove: 'Remove {{name}}',
  choose: 'Add or change chat robots',
  name: 'Name, such as the group',
  kind: 'Service',
  kinds: {
    feishu: 'Feishu or Lark',
    dingtalk: 'DingTalk',
    wecom: 'WeCom',
    telegram: 'Telegram',
    slack: 'Slack',
    webhook: 'Another service',
  },
  how: {
    feishu:
      'In the group: Settings, Bots, Add bot, Custom bot. Copy the webhook address. If you switch on the signature, copy its secret too.',
    dingtalk: 'In the group: Group settings, Bots, Custom. Choose “Sign”, copy the webhook address and the secret.',
    wecom: 'In the group: Group settings, Group robot, Add. Copy the webhook address.',
    telegram:
      'Write to @BotFather, send /newbot, copy the token. Add the bot to your group and write its chat number below.',
    slack: 'On the page of your Slack app: Incoming Webhooks, Add New Webhook. Copy the webhook address.',
    webhook: 'An address that takes a message as text. It begins with https, or leads to a device in your own network.',
  },
  address: 'Webhook address',
  token: 'Token of the bot',
  secret: 'Secret of the signature, if it signs',
  chat: 'Number of the chat',
  kept: 'Leave empty to keep what is stored.',
  test: 'Send a test',
  works: 'It arrived.',
  testMessage: 'This is a test from Kaihe Companion. Agents can write here now.',
} as const
