/** A desktop entry that runs a command at sign-in: https://specifications.freedesktop.org/desktop-entry-spec */
export function desktopEntry(name: string, command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** False for an entry a desktop's own settings have switched off. */
export function startsAnything(entry: string): boolean {
  const lines = entry.split('\n').map((line) => line.trim().toLowerCase())
  return !lines.includes('hidden=true') && !lines.includes('x-gnome-autostart-enabled=false')
}

/** Quoted twice: by the rules of arguments, then by those of strings in the file; a percent sign would stand for a file. */
function quoted(part: string): string {
  const argument = `"${part.replace(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`
  return argument.replaceAll('\\', '\\\\')
}
