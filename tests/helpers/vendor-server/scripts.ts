import type { Behaviour, Matcher } from './behaviour.ts'
import { presets } from './presets.ts'

export type Asked = { on: 'chat' | 'models' | 'account'; key: string | null; model: string | null }

export type Scripts = {
  add(matcher: Matcher, behaviours: readonly Behaviour[]): void
  /** The behaviour for a request; a scripted one is used up by it. */
  choose(asked: Asked): Behaviour
  /** The same, of scripts alone. */
  scripted(asked: Asked): Behaviour | null
}

/**
 * Decides how a request is treated: by the oldest script that matches and is not used up; else by the preset its model or its key
 * (`key-<preset>`) names, in the vendor's own words where it has them; else by the default. A preset's name may follow a slash, as behind a router.
 */
export function createScripts(
  defaults: Behaviour,
  now: () => number,
  ofVendor: Readonly<Record<string, Behaviour>> = {},
): Scripts {
  const scripts: { matcher: Matcher; behaviours: Behaviour[] }[] = []
  const scripted = (asked: Asked) => {
    const script = scripts.find(({ matcher, behaviours }) => behaviours.length > 0 && matches(matcher, asked))
    return script?.behaviours.shift() ?? null
  }
  return {
    scripted,
    add(matcher, behaviours) {
      scripts.push({ matcher, behaviours: [...behaviours] })
    },
    choose(asked) {
      const told = scripted(asked)
      if (told !== null) return told
      const byModel = asked.model?.split('/').at(-1) ?? ''
      const byKey = asked.key?.replace(/^key-/, '') ?? ''
      const own = [byModel, byKey].find((name) => Object.hasOwn(ofVendor, name))
      if (own !== undefined) return { ...defaults, ...ofVendor[own] }
      const preset = [byModel, byKey].find((name) => Object.hasOwn(presets, name))
      return preset === undefined ? defaults : { ...defaults, ...presets[preset]?.(now()) }
    },
  }
}

function matches(matcher: Matcher, asked: Asked): boolean {
  if ((matcher.on ?? 'chat') !== asked.on) return false
  if (matcher.key !== undefined && matcher.key !== asked.key) return false
  return matcher.model === undefined || matcher.model === asked.model
}
