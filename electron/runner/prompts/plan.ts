import type { Message } from '../model/ask.ts'

export type PlanRequest = {
  /** What the owner wrote; an instruction, since it is theirs. */
  readonly wish: string
  readonly kinds: string
  /** Empty for an agent that does nothing yet. */
  readonly steps: string
  readonly language: 'en' | 'zh-CN'
}

const form = '{"name":"…","when":…,"steps":[{"kind":"…","from":1,…}],"unsure":[[step number,"field"]],"cannot":"…"}'
const whenForm =
  '{"times":["08:00"],"weekdays":[1,2,3,4,5]} | {"times":["08:00"],"dayOfMonth":1} | {"times":["08:00"],"lastDay":true} | {"every":30,"unit":"minutes|hours"} | {"on":"newFiles|newMail|appStart"} | null'

const en = {
  system: 'You plan work for the owner of this computer. You only write the plan; nothing is done by it.',
  task: [
    'Turn the wish into a plan and answer with JSON alone:',
    form,
    `"when" is one of ${whenForm} (null: only by hand). Monday is 1.`,
    'Each step is {"kind", and its fields}; a step works on every thing of the list it builds on ("from": number of an earlier step), so there are no loops. Use as few steps as do the job; prefer steps that need no model. Folders, files, mailboxes, chats and programs are picked by the owner later: leave them out. Name web addresses and people only as the owner wrote them.',
    'In "unsure" list the choices the wish does not settle. In "cannot" say in one sentence what of the wish no step can do, or leave it empty. Write all texts in English.',
  ],
  kinds: 'Kinds of steps:',
  steps:
    'The agent has these steps now. {"keep":n} alone keeps step n as it is; with fields beside it, those are changed. Leave a step out to remove it; "when":"keep" and no "name" keep those. Change only what the wish asks for.',
  wish: 'The wish:',
}

const zh: typeof en = {
  system: '你为这台电脑的主人规划工作。你只写计划，计划本身不会执行任何事。',
  task: [
    '把愿望变成计划，只用 JSON 回答：',
    form,
    `"when" 取其一：${whenForm}（null：只手动运行）。周一是 1。`,
    '每个步骤是 {"kind" 和它的字段}；步骤会处理它所基于的列表里的每一项（"from"：前面某一步的序号），所以没有循环。用尽量少的步骤，优先用不需要模型的步骤。文件夹、文件、邮箱、聊天和程序之后由主人挑选：不要写。网址和人只写主人写过的。',
    '在 "unsure" 里列出愿望没有说清的选择。在 "cannot" 里用一句话说明愿望里哪些没有步骤能做，没有就留空。所有文字都用中文写。',
  ],
  kinds: '步骤种类：',
  steps:
    '助手现在有这些步骤。只写 {"keep":n} 就原样保留第 n 步；旁边带字段就改那些字段。去掉某一步就不写它；"when":"keep"、不写 "name" 就保持不变。只改愿望要求的。',
  wish: '愿望：',
}

/** The question that turns an owner's wish into a plan; see shared/rules/plan for what becomes of the answer. */
export function planMessages({ wish, kinds, steps, language }: PlanRequest): Message[] {
  const words = language === 'zh-CN' ? zh : en
  const parts = [
    words.task.join('\n'),
    `${words.kinds}\n${kinds}`,
    ...(steps === '' ? [] : [`${words.steps}\n${steps}`]),
    `${words.wish}\n${wish}`,
  ]
  return [
    { role: 'system', content: words.system },
    { role: 'user', content: parts.join('\n\n') },
  ]
}
