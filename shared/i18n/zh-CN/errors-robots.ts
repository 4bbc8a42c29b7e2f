import type { robotErrors as english } from '../en/errors-robots.ts'
import type { Translation } from '../texts.ts'

export const robotErrors: Translation<typeof english> = {
  robot: {
    missing: {
      what: '聊天机器人不在了',
      meaning: '这一步用的机器人已经不在设置里，什么都没有发出。',
      next: '请在助手里另选一个。',
    },
    addressMissing: {
      what: '缺少聊天机器人的地址',
      meaning: '还没有填写，或者只保存到应用关闭为止，什么都没有发出。',
      next: '请在设置的“聊天机器人”里填写。',
    },
    badAddress: {
      what: '这个地址不能用来发消息',
      meaning: '地址要以 https 开头，或者是您自己网络里的设备，什么都没有发出。',
      next: '请从群设置里重新复制。',
    },
    refused: {
      what: '聊天服务没有收下消息',
      meaning: '对方说：{{reason}}。什么都没有写进去。',
      next: '请检查地址、密钥和机器人要求的关键词，再在设置里发一条试试。',
    },
    tooMany: {
      what: '聊天服务暂时不收更多消息',
      meaning: '短时间里消息太多，{{seconds}} 秒后可以再试。',
      next: '请让助手把内容合成一条，或者少发几次。',
    },
    unreachable: {
      what: '连不上聊天服务',
      meaning: '{{host}} 没有回应，什么都没有发出。',
      next: '请检查网络，再运行一次。',
    },
    outcomeUnknown: {
      what: '不知道消息有没有送到',
      meaning: '发出以后和 {{host}} 的连接断了，不会自己再发一次。',
      next: '请到群里看看，没有的话您可以自己发。',
    },
  },
  clipboard: {
    empty: {
      what: '剪贴板里没有文字',
      meaning: '这个助手处理您复制的内容，但您还没有复制，什么都没有做。',
      next: '请先复制文字，再运行一次。',
    },
    tooLong: {
      what: '剪贴板里的文字太长',
      meaning: '最多取一百万个字符，什么都没有做。',
      next: '请存成文件，让助手去读。',
    },
  },
  result: {
    none: {
      what: '{{agent}}还没有成果',
      meaning: '这个助手要接着它的成果往下做，什么都没有做。',
      next: '请先运行那个助手，或者另选一个。',
    },
    unreadable: {
      what: '读不了{{agent}}的成果',
      meaning: '文件不在了，或者里面没有文字，什么都没有做。',
      next: '请再运行一次那个助手。',
    },
  },
  trial: {
    tooMuch: {
      what: '试用超出了限额',
      meaning: '用了大约 {{tokens}} 个词元以后自己停下了，已经试过的都显示出来了。',
      next: '请用短一些的文档试，或者直接运行一次。',
    },
  },
  runOn: {
    cannot: {
      what: '“{{agent}}”不是从读文件开始的',
      meaning: '您给的东西在它的工作里没有位置，什么都没有开始。',
      next: '请选第一步是读文档、文件或剪贴板的助手。',
    },
    oneFile: { what: '这个助手一次只收一个文件', meaning: '什么都没有开始。', next: '请只给它一个文件。' },
    notAFile: {
      what: '{{name}} 不是能读的文件',
      meaning: '文件夹和别处的东西不能这样给，什么都没有开始。',
      next: '请给它这台电脑上的文件。',
    },
    tooMuch: {
      what: '一次给得太多了',
      meaning: '一次运行最多收 {{files}} 个文件、{{megabytes}} MB，什么都没有开始。',
      next: '请少给一些，或在助手里选它们所在的文件夹。',
    },
  },
  plan: {
    unreadable: {
      what: '模型没有写出能用的方案',
      meaning: '已经问了两次。您写的内容还在，什么都没有改。',
      next: '请换个说法，或换一个更强的模型；也可以从现成的助手开始。',
    },
    stopped: { what: '已停止', meaning: '您写的内容还在，什么都没有改。', next: '随时可以再问。' },
  },
  agentFile: {
    unreadable: {
      what: '读不了 {{name}}',
      meaning: '文件不在了，或者这台电脑不让打开。什么都没有添加。',
      next: '请对方再发一次文件。',
    },
    newer: {
      what: '{{name}} 来自更新版本的 Kaihe',
      meaning: '里面可能有这个版本不认识的内容。什么都没有添加。',
      next: '请更新 Kaihe 后再打开。',
    },
    notOne: {
      what: '{{name}} 不是助手文件',
      meaning: '文件损坏、太大，或者是别的程序做的。什么都没有添加。',
      next: '请对方重新把助手存成文件。',
    },
  },
}
