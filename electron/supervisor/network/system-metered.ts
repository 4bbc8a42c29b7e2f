/** Runs a program with exactly these arguments, no shell, within a few seconds; rejects when it fails, is not there or takes longer. */
export type AskProgram = (program: string, args: readonly string[]) => Promise<string>

/** What the system says of the way out: it costs by the amount, it does not, or nobody knows. */
export type SystemMetered = () => Promise<boolean | null>

type Question = { program: string; args: readonly string[]; read: (answer: string) => boolean | null }

const service = 'org.freedesktop.NetworkManager'
const place = '/org/freedesktop/NetworkManager'

/** NetworkManager's `Metered`: 1 yes, 2 no, 3 guessed yes, 4 guessed no, 0 unknown (NMMetered in its reference). */
function readNumber(digit: string | undefined): boolean | null {
  switch (digit) {
    case '1':
    case '3':
      return true
    case '2':
    case '4':
      return false
    default:
      return null
  }
}

/** The same property, asked by whichever of these programs is there. */
const linux: readonly Question[] = [
  {
    program: 'busctl',
    args: ['--system', '--timeout=2', 'get-property', service, place, service, 'Metered'],
    read: (answer) => readNumber(/^u (\d)\s*$/.exec(answer)?.[1]),
  },
  {
    program: 'gdbus',
    args: [
      ...['call', '--system', '--timeout', '2', '--dest', service, '--object-path', place],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', service, 'Metered'],
    ],
    read: (answer) => readNumber(/^\(<uint32 (\d)>,\)\s*$/.exec(answer)?.[1]),
  },
  {
    program: 'nmcli',
    args: ['--terse', '--get-values', 'GENERAL.METERED', 'device', 'show'],
    // The device with the way out comes first.
    read(answer) {
      const [, said] = /^(yes|no)(?: \(guessed\))?(?:\r?\n|$)/.exec(answer) ?? []
      return said === undefined ? null : said === 'yes'
    },
  },
]

const script = [
  '[void][Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]',
  '$way = [Windows.Networking.Connectivity.NetworkInformation]::GetInternetConnectionProfile()',
  'if ($way) { $cost = $way.GetConnectionCost(); "$($cost.NetworkCostType) $($cost.Roaming) $($cost.OverDataLimit)" }',
].join('; ')

const windows: readonly Question[] = [
  {
    program: 'powershell.exe',
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script],
    read(answer) {
      const found = /^(Unrestricted|Fixed|Variable) (True|False) (True|False)\s*$/.exec(answer)
      if (found === null) return null
      return found[1] !== 'Unrestricted' || found[2] === 'True' || found[3] === 'True'
    },
  },
]

/** Asks the system once, in the ways it has; macOS does not tell. What cannot be read counts as nothing said. */
export function createSystemMetered(platform: NodeJS.Platform, ask: AskProgram): SystemMetered {
  const questions = platform === 'linux' ? linux : platform === 'win32' ? windows : []
  return async () => {
    for (const { program, args, read } of questions) {
      const said = await ask(program, args).then(read, () => null)
      if (said !== null) return said
    }
    return null
  }
}
