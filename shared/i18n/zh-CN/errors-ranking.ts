import type { rankingErrors as english } from '../en/errors-ranking.ts'
import type { Translation } from '../texts.ts'

export const rankingErrors: Translation<typeof english> = {
  ranking: {
    unreachable: {
      what: '连不上 {{from}}',
      meaning: '没有网络，或者途中被拦住了。您原有的排行还在。',
      next: '请检查网络后再试，或从文件读取排行。',
    },
    timedOut: {
      what: '{{from}} 超过 {{seconds}} 秒还没有答完',
      meaning: '收到的部分没有采用。您原有的排行还在。',
      next: '请稍后再试，或从文件读取排行。',
    },
    refused: {
      what: '{{from}} 不肯在这里给出排行',
      meaning: '它或途中的网络拒绝了这次请求。您原有的排行还在。',
      next: '请用浏览器取得排行，再从文件读取。',
    },
    serverError: {
      what: '{{from}} 现在给不出排行',
      meaning: '那边出了问题，或者问得太频繁。您原有的排行还在。',
      next: '请稍后再试。',
    },
    notOne: {
      what: '{{from}} 给的不是用量排行',
      meaning: '其中的内容没有采用。您原有的排行还在。',
      next: '请稍后再试，或选择一个像 OpenRouter 公布的那样、每个模型一行并写明词元数的文件。',
    },
    empty: {
      what: '{{from}} 的排行是空的',
      meaning: '里面没有任何被使用过的模型，所以没有采用。您原有的排行还在。',
      next: '请稍后再试，或换一个文件。',
    },
    tooLarge: {
      what: '{{from}} 给的内容比任何排行都大',
      meaning: '读到 {{megabytes}} MB 就停了，没有采用。您原有的排行还在。',
      next: '请选择只含一个月的文件。',
    },
    fileUnreadable: {
      what: '打不开“{{from}}”',
      meaning: '文件已不在，或此账户无权读取。您原有的排行还在。',
      next: '请在别处关闭它或修改权限，然后重新选择。',
    },
  },
}
