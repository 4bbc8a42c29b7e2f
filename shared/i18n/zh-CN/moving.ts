import type { moving as english } from '../en/moving.ts'
import type { Translation } from '../texts.ts'

export const moving: Translation<typeof english> = {
  title: '备份与搬家',
  meaning:
    '备份是一个文件，里面有您的助手、结果、账本和设置。请把它放在另一块磁盘上，或带到新电脑上恢复。助手写进您自己文件夹里的文件不在其中。',
  backUp: {
    label: '立即备份',
    act: '备份……',
    hint: '存到哪里由您选择。写完会整个读一遍，确认无误才算数。',
    passphrase: '口令',
    passphraseHint: '至少 8 个字符。留空则谁都能打开。请把它记下来：没有口令，谁也打不开备份。',
    short: '口令至少要 8 个字符。',
    again: '再输入一次',
    differs: '两次输入不一样。',
    withKeys: '带上密钥和密码',
    withKeysHint: '需要设口令。不带的话，要在另一台电脑上重新输入。',
    choose: '选择位置并备份',
    working: '正在备份并读回检查……',
    done: '已存为“{{name}}”，{{size}}。',
    keys_other: '其中有 {{count}} 个密钥和密码。',
    noKeys: '其中没有密钥和密码。',
    keysLeftOut_other: '{{count}} 个读不出来，没有带上。',
  },
  plan: {
    label: '自动备份',
    never: '从不',
    day: '每天',
    week: '每周',
    hint: '存到您选择的文件夹。不设口令，因此不含密钥和密码。',
    into: '存到“{{folder}}”，保留最新的五份。不设口令，因此不含密钥和密码。',
  },
  restore: {
    label: '恢复',
    act: '选择备份……',
    hint: '会先把备份完整检查一遍，然后才替换这里的内容。',
    title: '恢复“{{name}}”？',
    about: '由 Kaihe {{version}} 制作于 {{when}}。',
    warning:
      '它会取代 Kaihe 在这里的全部内容，然后 Kaihe 重新启动。现有内容会在数据文件夹里保留一周。备份里没有结束的运行会被结束。',
    working: '正在检查备份……',
    go: '恢复并重新启动',
    noKeyring: '这个系统没有安全存放密钥和密码的地方，因此备份里的需要重新输入。',
  },
  deleteAll: {
    label: '删除全部',
    act: '删除全部……',
    hint: '助手、结果、账本、设置、密钥和本机模型。助手写进您自己文件夹里的文件会保留。',
    title: '删除 Kaihe 保存的全部内容？',
    warning:
      '助手、结果、账本、设置、密钥、下载的模型以及 Kaihe 自己的安全副本都会被永久删除。之后 Kaihe 会像第一天那样启动。助手写进您自己文件夹里的文件会保留，您做的备份也会保留。',
    type: '请输入“{{word}}”以确认',
    word: '删除',
    go: '永久删除',
  },
}
