import type { toolSteps as english } from '../en/steps-tools.ts'
import type { Translation } from '../texts.ts'

export const toolSteps: Translation<typeof english> = {
  runProgram: {
    name: '运行程序',
    sentence: '先问我，再在 [folder] 里运行 [program]，最多 [minutes] 分钟。',
    fields: { program: '程序', folder: '在哪个文件夹里运行', minutes: '最多几分钟' },
    choose: { program: '选择程序', folder: '选择文件夹' },
    missing: { program: '运行哪个程序？', folder: '在哪个文件夹里？' },
  },
}
