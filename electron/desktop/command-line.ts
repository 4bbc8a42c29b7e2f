/** The value of `--name=value` among the arguments; null when it was not given. */
export function switchValue(name: string, args: readonly string[]): string | null {
  const start = `--${name}=`
  return args.find((each) => each.startsWith(start))?.slice(start.length) ?? null
}

/** Whether `--name` was given. */
export function hasSwitch(name: string, args: readonly string[]): boolean {
  return args.includes(`--${name}`)
}
