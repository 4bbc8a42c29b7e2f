import type { approvals as english } from '../en/approvals.ts'
import type { Translation } from '../texts.ts'

export const approvals: Translation<typeof english> = {
  asks: '“{{agent}}”在继续之前想先问您',
  until: '请在{{when}} 前答复',
  without: '到时没有答复，它就不再继续。已经做好的会留下。',
  look: '先看全文',
  approve: '同意，继续',
  refuse: '不要继续',
  reading: '正在读取它要问的内容',
  whole: '它要问的全部内容',
}
