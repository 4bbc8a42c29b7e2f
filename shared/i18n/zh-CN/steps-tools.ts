import type { toolSteps as english } from '../en/steps-tools.ts'
import type { Translation } from '../texts.ts'

export const toolSteps: Translation<typeof english> = {
  work: {
    name: '让 AI 去做',
    sentence:
      '朝这个目标去做：[goal]。从 [from] 开始，可以用 [tools]，用 [model]。最多 [turns] 轮、[minutes] 分钟，花费不超过 [spend]。',
    fields: {
      goal: '要达到什么',
      from: '从什么开始',
      tools: '可以用什么',
      turns: '最多几轮',
      minutes: '最多几分钟',
      spend: '最多花多少',
    },
    empty: { goal: '写下您想要的结果', spend: '它的上限' },
    choose: { tools: '选择它可以用什么', from: '零' },
    missing: { goal: '要达到什么？', tools: '可以用什么？' },
  },
  runProgram: {
    name: '运行程序',
    sentence: '[asks] 在 [folder] 里运行 [program]，参数取自 [from]，最多 [minutes] 分钟。',
    fields: {
      asks: '运行前是否问您',
      program: '程序',
      from: '参数取自哪一步',
      folder: '在哪个文件夹里运行',
      minutes: '最多几分钟',
    },
    asks: { always: '先问我，再', never: '不用问我，直接' },
    choose: { program: '选择程序', folder: '选择文件夹', from: '不取自任何一步' },
    missing: { program: '运行哪个程序？', folder: '在哪个文件夹里？' },
  },
}
