/** The window's frame: places, the strip, and questions that cover the window. */
export const nav = {
  places: 'Places',
  today: 'Today',
  todayDue_one: 'Today, {{count}} thing needs you',
  todayDue_other: 'Today, {{count}} things need you',
  results: 'Results',
  agents: 'Agents',
  models: 'Models',
  settings: 'Settings',
  backTo: 'Back to',
  computer: 'This computer',
  awakeSince: 'Awake since {{time}}',
  working_one: '{{count}} working',
  working_other: '{{count}} working',
  tokensPerSecond: 'tokens/s',
  spentToday: 'today',
  pauseAll: 'Pause all',
  goOn: 'Go on',
  ended: '{{agent}}: {{state}}.',
  window: { minimize: 'Minimize', maximize: 'Maximize', close: 'Close' },
  quit: {
    title_one: 'One agent is still working',
    title_other: '{{count}} agents are still working',
    meaning:
      'If you quit now, their work stops here. It goes on from the same place when Kaihe opens again, and nothing is paid twice.',
    quit: 'Quit',
    stay: 'Keep working',
  },
  tray: {
    title: 'Kaihe goes on working in the tray',
    meaning:
      'When you close the window, your agents keep their hours. Open it again from the mark in the corner of the screen, and quit there too.',
    close: 'Close the window',
    stay: 'Keep it open',
  },
} as const
