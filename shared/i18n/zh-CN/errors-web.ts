import type { pageErrors as english } from '../en/errors-web.ts'
import type { Translation } from '../texts.ts'

export const pageErrors: Translation<typeof english> = {
  page: {
    partMissing: {
      what: '网页上没有要找的内容',
      meaning: '已读取 {{site}} 的网页，但“{{part}}”旁边没有这样的内容。',
      next: '请检查旁边的字，或让网页像在浏览器里一样打开。',
    },
    notShown: {
      what: '网页打不开',
      meaning: '有些网页只有在浏览器里才会显示内容。在隐藏窗口里打开 {{site}} 没有成功。',
      next: '请再运行一次，或改为按网站给的内容读取。',
    },
    signingIn: {
      what: '登录窗口还开着',
      meaning: '您正在为这个助手登录，此时它不能用这个身份读取网页。',
      next: '请登录完并关闭窗口，再运行一次。',
    },
  },
}
