import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'

type KnownFont = { readonly file: RegExp; readonly family: string; readonly chinese: boolean }

/** Fonts that systems come with, the most readable first. A name that does not match the font's own is no harm: whatever face is there is taken then. */
const knownFonts: readonly KnownFont[] = [
  { file: /^segoeui\.ttf$/i, family: 'Segoe UI', chinese: false },
  { file: /^Helvetica\.ttc$/, family: 'Helvetica', chinese: false },
  { file: /^NotoSans-Regular\.ttf$/, family: 'Noto Sans', chinese: false },
  { file: /^LiberationSans-Regular\.ttf$/, family: 'Liberation Sans', chinese: false },
  { file: /^DejaVuSans\.ttf$/, family: 'DejaVu Sans', chinese: false },
  { file: /^Ubuntu(?:-R|\[wdth,wght\])\.ttf$/, family: 'Ubuntu', chinese: false },
  { file: /^msyh\.ttc$/i, family: 'Microsoft YaHei', chinese: true },
  { file: /^PingFang\.ttc$/, family: 'PingFang SC', chinese: true },
  { file: /^Hiragino Sans GB\.ttc$/, family: 'Hiragino Sans GB', chinese: true },
  { file: /^STHeiti Light\.ttc$/, family: 'Heiti SC', chinese: true },
  { file: /^NotoSansCJK-Regular\.ttc$/, family: 'Noto Sans CJK SC', chinese: true },
  {
    file: /^(?:NotoSansSC|SourceHanSansSC|SourceHanSansCN)-(?:Regular|VF)\.[ot]tf$/,
    family: 'Noto Sans SC',
    chinese: true,
  },
  { file: /^wqy-(?:microhei|zenhei)\.ttc$/, family: 'WenQuanYi Micro Hei', chinese: true },
  { file: /^simsun\.ttc$/i, family: 'SimSun', chinese: true },
  { file: /^DroidSansFallback(?:Full)?\.ttf$/, family: 'Droid Sans Fallback', chinese: true },
]

const deepest = 4

export type Fonts = { readonly buffers: readonly Uint8Array[]; readonly family: string }

/**
 * What it takes to write a text: one font of this computer, with Chinese signs where the text has any.
 *
 * @throws CodedError chart.noFont when there is none
 */
export async function fontsFor(text: string, folders = fontFolders()): Promise<Fonts> {
  const isChinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text)
  const found = new Map<string, string>()
  for (const folder of folders) await look(folder, deepest, found)
  const names = [...found.keys()]
  const chosen = knownFonts
    .filter(({ chinese }) => chinese || !isChinese)
    .flatMap(({ file, family }) => names.filter((name) => file.test(name)).map((name) => ({ name, family })))[0]
  const path = chosen === undefined ? undefined : found.get(chosen.name)
  if (chosen === undefined || path === undefined) throw new CodedError('chart.noFont')
  return { buffers: [await readFile(path)], family: chosen.family }
}

function fontFolders(): string[] {
  switch (process.platform) {
    case 'win32':
      return [join(process.env.SystemRoot ?? 'C:\\Windows', 'Fonts')]
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(homedir(), 'Library', 'Fonts')]
    default:
      return [
        '/usr/share/fonts',
        '/usr/local/share/fonts',
        join(homedir(), '.fonts'),
        join(homedir(), '.local', 'share', 'fonts'),
      ]
  }
}

/** Files by name; a folder that cannot be read has none. */
async function look(folder: string, depth: number, found: Map<string, string>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (depth > 0) await look(path, depth - 1, found)
    } else if (!found.has(entry.name)) {
      found.set(entry.name, path)
    }
  }
}
