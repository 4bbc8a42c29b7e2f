import type { updateErrors as english } from '../en/errors-updates.ts'
import type { Translation } from '../texts.ts'

export const updateErrors: Translation<typeof english> = {
  update: {
    metered: {
      what: '有新版本 {{version}}，先等着：这个网络按流量计费',
      meaning: '它很大，因此不会在这里自动下载。当前版本照常工作。',
      next: '稍后会再找一次。您也可以仍然下载。',
    },
    notReady: {
      what: '没有准备好的新版本',
      meaning: '还没有下载，或者已被移走。现在的版本照常使用。',
      next: '请在设置的“更新”里找找新版本。',
    },
    runsLive: {
      what: '有助手正在工作',
      meaning: '助手工作时绝不更换版本。已下载的新版本会一直备着。',
      next: '请等它做完，或者先让它停下，再重新启动。',
    },
    feedUnreachable: {
      what: '没能从 {{host}} 下载新版本',
      meaning: '它没有回应，或者连接中断了。现在的版本照常使用。',
      next: '请检查网络，之后会自动再试。',
    },
    feedUnreadable: {
      what: '{{host}} 上没有新版本的信息',
      meaning: '它有回应，但不是要找的内容。现在的版本照常使用。',
      next: '请检查设置的“更新”里的地址。',
    },
    corrupted: {
      what: '{{version}} 版下载下来是坏的',
      meaning: '内容与制作者发布的不一致，已经丢弃。现在的版本照常使用。',
      next: '请再试一次。如果还是这样，请告诉管理这个地址的人。',
    },
    wrongSignature: {
      what: '{{version}} 版不是本应用的制作者签名的',
      meaning: '可能是别人放上去的，所以没有留下它的任何内容。',
      next: '也请不要手动安装它。请检查设置的“更新”里的地址。',
    },
    diskFull: {
      what: '磁盘放不下新版本',
      meaning: '已下载的部分已经清除。现在的版本照常使用。',
      next: '请腾出大约 1 GB 空间，再找一次。',
    },
    notWritable: {
      what: '应用所在的文件夹不能改动',
      meaning: '它属于别人，或者是只读的。现在的版本照常使用。',
      next: '请找安装它的人，或者把新版本解压到您自己的文件夹里。',
    },
    notInstalled: {
      what: '{{version}} 版没有换上',
      meaning: '您的系统没有更换，或者没有得到允许。现在的版本和您的数据都和之前一样。',
      next: '请在设置的“更新”里再试一次，系统问密码时请输入。',
    },
    backedOut: {
      what: '{{version}} 版没能启动，已回到现在的版本',
      meaning: '您的数据和之前一样。{{version}} 版不会再自动安装。',
      next: '照常使用即可。一有更新的版本就会提供给您。',
    },
  },
}
