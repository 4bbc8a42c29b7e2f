import type { updates as english } from '../en/updates.ts'
import type { Translation } from '../texts.ts'

export const updates: Translation<typeof english> = {
  title: '更新',
  automatic: '自动下载新版本',
  automaticMeaning: '每天一次。新版本只在您同意时才换上，助手工作时绝不更换。',
  feed: '到哪里找',
  asMade: '按此版本自带的地址',
  feedHint: '以 https 开头的地址。留空就用此版本自带的地址。',
  feedWrong: '这不像是一个地址。',
  newer: '新版本',
  anyway: '仍然下载',
  look: '现在找找',
  looking: '正在查找并下载新版本…',
  install: '重新启动为 {{version}} 版',
  ready: '已下载并核对。更换前会先备份您的数据；如果新版本启动不了，就连同数据一起回到现在的版本。',
  readyForGood: '已下载并核对。更换前会先备份您的数据。由您的系统换上，可能会请您输入密码。',
  noFeed: '这份应用不会自己更新：制作时没有填更新地址，或者由您的系统负责更新。',
  notYet: '还没有找过。',
  current: '已是最新版本。上次查找：{{when}}。',
}
