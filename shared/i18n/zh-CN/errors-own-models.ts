import type { ownModelErrors as english } from '../en/errors-own-models.ts'
import type { Translation } from '../texts.ts'

export const ownModelErrors: Translation<typeof english> = {
  ownModel: {
    none: {
      what: '这个文件夹里没有模型',
      meaning: '模型是以 .gguf 结尾的文件；分成几份的模型用不了。',
      next: '请换一个文件夹，或者从列表里下载一个模型。',
    },
    notAModel: {
      what: '“{{name}}”不是本应用能用的模型',
      meaning: '它是别的文件，或者只有半个。什么都没有改动。',
      next: '请重新下载，或者另选一个以 .gguf 结尾的文件。',
    },
    missing: {
      what: '模型“{{name}}”的文件不见了',
      meaning: '它可能被移走、删除，或者所在的硬盘没有接上。没有向它提问。',
      next: '请把文件放回原处，或者移除这个模型再重新添加。',
    },
    tooBig: {
      what: '“{{name}}”对这台电脑来说太大',
      meaning: '它工作时大约需要 {{needed}} GB 内存，这台电脑一共有 {{memory}} GB。',
      next: '请从列表里选一个小一些的模型。',
    },
    noRoom: {
      what: '硬盘空间不够放“{{name}}”',
      meaning: '还需要 {{needed}} GB，可用 {{free}} GB。已经下载的部分会留着。',
      next: '请腾出空间后继续，会接着上次的位置下载。',
    },
    metered: {
      what: '{{name}} 先等着：这个网络按流量计费',
      meaning: '它很大，因此不会在这里自动下载。已经下载的部分会保留。',
      next: '请换到不按流量计费的网络再下载，或者仍然下载。',
    },
    noSource: {
      what: '那里没有“{{name}}”',
      meaning: '这个下载点没有这个模型。什么都没有改动。',
      next: '请换一个下载点，或者从文件添加。',
    },
    unreachable: {
      what: '连不上 {{source}}，或者连接中断了',
      meaning: '已经下载的部分会留着。',
      next: '请检查网络后继续，会接着上次的位置下载；也可以换一个下载点。',
    },
    refused: {
      what: '{{source}} 没有给出这个文件',
      meaning: '对方的答复是 {{status}}。已经下载的部分会留着。',
      next: '请换一个下载点，或者从文件添加。',
    },
    wrongFile: {
      what: '收到的“{{name}}”不是原来的模型',
      meaning: '文件在来源处被改动过，或者途中损坏了。已经丢掉，从未使用。',
      next: '请再试一次，或者换一个下载点。',
    },
    noMemory: {
      what: '现在空闲内存不够运行“{{name}}”',
      meaning: '它大约需要 {{needed}} GB，现在空闲 {{free}} GB。硬要加载会让电脑卡住，所以没有加载。',
      next: '请关掉一些程序再试，或者换一个小一些的模型。',
    },
    notLoaded: {
      what: '模型“{{name}}”加载不了',
      meaning: '文件可能损坏、比本应用认识的更新，或者这台电脑运行不了它。没有产生花费。',
      next: '请重新下载，或者换一个模型。',
    },
    stopped: {
      what: '处理模型文件时被中断',
      meaning: '应用正在关闭，或者系统结束了它。已经下载的部分会留着。',
      next: '请继续，会接着上次的位置下载。',
    },
  },
}
