import type { TalkMessage } from '../model/converse.ts'
import { en } from './work-en.ts'
import { zh } from './work-zh.ts'

/** Raised whenever a word of these prompts changes, so that an answer on record can be traced to what was asked. */
export const workPromptVersion = 1

export const ownTools = [
  'list_files',
  'read_file',
  'search_files',
  'write_file',
  'change_file',
  'move_file',
  'read_page',
  'read_rows',
  'note',
  'ask_owner',
  'run_program',
] as const
export type OwnTool = (typeof ownTools)[number]

export type WorkWords = {
  system: string
  goal(goal: string): string
  folders(list: string): string
  folder(name: string, mayWrite: boolean): string
  programs(list: string): string
  sites(list: string): string
  given: string
  language: string
  lastTurn: string
  say: string
  forgotten: string
  cut(rest: number): string
  repeated(times: number): string
  unknownTool(name: string, names: string): string
  notReadable: string
  badArguments(problem: string): string
  refused(reason: string): string
  tools: Readonly<Record<OwnTool, string>>
}

export function workWords(language: 'en' | 'zh' | 'other'): WorkWords {
  return language === 'zh' ? zh : en
}

/** How the talk begins: one rule about data, the goal, what may be used, then the material. */
export function workOpening(
  words: WorkWords,
  task: {
    goal: string
    folders: readonly { name: string; mayWrite: boolean }[]
    programs: readonly string[]
    sites: readonly string[]
    /** Wrapped already; empty for none. */
    material: string
  },
): TalkMessage[] {
  const { goal, folders, programs, sites, material } = task
  const parts = [
    words.goal(goal),
    ...(folders.length === 0
      ? []
      : [words.folders(folders.map(({ name, mayWrite }) => words.folder(name, mayWrite)).join('\n'))]),
    ...(programs.length === 0 ? [] : [words.programs(programs.join(', '))]),
    ...(sites.length === 0 ? [] : [words.sites(sites.join(', '))]),
    words.language,
    ...(material === '' ? [] : [`${words.given}\n${material}`]),
  ]
  return [
    { role: 'system', content: words.system },
    { role: 'user', content: parts.join('\n\n') },
  ]
}
