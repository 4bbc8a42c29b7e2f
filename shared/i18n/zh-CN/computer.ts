import type { computer as english } from '../en/computer.ts'
import type { Translation } from '../texts.ts'

export const computer: Translation<typeof english> = {
  over: '这台电脑',
  title: {
    well: '一切正常。',
    working_other: '一切正常，{{number}}个助手在工作。',
    waiting_other: '有{{number}}次运行在等待。',
    needs_other: '有{{number}}件事等您处理。',
    paused: '已全部暂停。',
  },
  now: {
    title: '此刻',
    resting: '没有助手在工作或等待。',
    since: '从{{when}}开始',
    inLine: '排在别的运行后面',
  },
  parts: {
    title: '它靠什么工作',
    gateway: '通往模型的线路',
    gatewayState: {
      asleep: '休息中，有运行需要时再打开',
      starting: '正在打开',
      ready: '已打开',
      restarting: '出了故障，正在重新打开',
      failed: '打不开；需要模型的运行无法工作',
    },
    keyring: '密钥库',
    keyringState: {
      available: '已打开，密钥受保护',
      missing: '这个系统没有密钥库，密钥无法受保护',
      locked: '已锁上；需要密钥的运行在等它',
    },
    awake: '醒着，开始于',
    agents: '会自己开始的助手',
    agentsOf: '{{all}} 个中的 {{on}} 个',
    zone: '时区',
  },
  week: {
    title: '这一周',
    before: '前一周',
    after: '后一周',
    now: '回到本周',
    awaited: '正在读取这一周',
    dayLabel: '{{day}}：完成 {{done}} 次，失败 {{failed}} 次，晚了或没有运行 {{late}} 次，还有 {{planned}} 次',
    tally: {
      done_other: '完成 {{count}}',
      failed_other: '失败 {{count}}',
      late_other: '未准时 {{count}}',
      planned_other: '还有 {{count}}',
    },
    nothing: '这一天没有运行，也没有计划。',
    times_other: '{{count}} 次',
    span: '{{first}} 至 {{last}}',
    planned: '计划中',
    often: '之后到午夜更频繁',
    more_other: '这一天还有 {{count}} 次运行，请到“成果”里看。',
    removed: '已删除的助手',
  },
}
