import type { settings as english } from '../en/settings.ts'
import type { Translation } from '../texts.ts'

export const settings: Translation<typeof english> = {
  title: '设置',
  language: '语言',
  theme: '外观',
  asSystem: '跟随系统',
  light: '浅色',
  dark: '深色',
  launchAtLogin: '登录电脑时启动',
  launchMeaning: '只有 Kaihe 在运行，定时的助手才能工作。',
  paused: '暂停所有助手',
  pausedMeaning: '按“继续”之前，不会自动开始任何运行。',
  stopKeys: {
    title: '停止一切的快捷键',
    set: '设置快捷键',
    press: '请按下快捷键…',
    remove: '移除',
    state: {
      off: '在任何程序里按下，所有正在工作的助手都会立刻停止。',
      works: '在任何程序里都有效：所有正在工作的助手都会立刻停止。',
      taken: '系统没有把这组按键交给 Kaihe，多半是别的程序已经占用。请换一组。',
      unsure: '在这种桌面（Wayland）上，别的程序在前面时，Kaihe 能不能收到按键由系统决定。请先试一次。',
    },
  },
  usualModel: '常用模型',
  toModels: '打开“模型”',
  about: '关于',
  version: '版本',
  awake: '唤醒时间',
  keys: '密钥',
  keyring: { available: '由系统保护', missing: '这个系统无法保护', locked: '密钥库已锁定' },
  gateway: '与模型的连接',
  gatewayState: {
    asleep: '休息中，需要时启动',
    starting: '正在启动',
    ready: '就绪',
    restarting: '正在重新启动',
    failed: '没有运行',
  },
  private: '不需要在我们这里注册，也不会向我们发送任何内容。',
}
