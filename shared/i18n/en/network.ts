/** The way out of this computer, and how services are found on it. */
export const network = {
  title: 'Network',
  meaning:
    'How requests leave this computer: to services, pages, mailboxes and chats. The certificates your system trusts are trusted here too.',
  way: 'Way out',
  modes: {
    system: 'As the system does',
    none: 'Directly',
    manual: 'Through a proxy',
    script: 'By a script',
  },
  host: 'Proxy',
  port: 'Port',
  user: 'Name to sign in with, if it asks',
  password: 'Password',
  except: 'Not for these, with commas between',
  exceptHint:
    'Such as mail.office, *.office or 10.0.0.0/8. Computers without a dot in their name are always reached directly.',
  script: 'Address of the script',
  scriptHint: 'Your office gives it to you; it often ends in .pac.',
  kept: 'Leave empty to keep what is stored.',
  wrong: 'This does not read as a proxy. It takes a name or address, and a port from 1 to 65535.',
  wrongScript: 'This does not read as an address. It begins with http:// or https://.',
  through: 'Through {{proxy}}',
  test: 'Test the connection',
  testing: 'Knocking at every service…',
  testMeaning: 'Knocks at your services and at the well-known ones. No key is sent and nothing is paid.',
  reached: 'Reached',
  reachedVia: 'Reached through {{proxy}}',
  notReached: 'Not reached',
  otherProxy: 'a proxy',
  summaryAll: 'All {{count}} services were reached.',
  summarySome: '{{reached}} of {{count}} services were reached.',
  summaryNone:
    'None of {{count}} services was reached. Most likely this computer is offline, or the proxy is not right.',
} as const
