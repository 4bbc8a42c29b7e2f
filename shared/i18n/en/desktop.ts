/** Texts outside the page: tray, system dialogs, notifications, and the run without a window. */
export const desktop = {
  /** What the built-in model is called beside the names of real ones. */
  practiceName: 'Practice model',
  tray: {
    open: 'Open Kaihe Companion',
    nothingRunning: 'Nothing is running',
    runningNow: 'Working now',
    todayTokens_one: 'Today: {{count}} token, {{money}}',
    todayTokens_other: 'Today: {{tokens}} tokens, {{money}}',
    pauseAll: 'Pause all agents',
    goOn: 'Let agents go on',
    quit: 'Quit',
    tooltip: 'Kaihe Companion: {{state}}',
    working_one: '{{count}} working',
    working_other: '{{count}} working',
    quiet: 'all quiet',
    paused: 'paused',
  },
  quit: {
    title_one: 'One agent is working',
    title_other: '{{count}} agents are working',
    detail:
      'If you quit now, the work stops here. It goes on from the same place when Kaihe starts again, and nothing is paid twice.',
    confirm: 'Quit',
    stay: 'Keep working',
  },
  folders: {
    pickRead: 'Choose the folder to read',
    pickWrite: 'Choose where the result goes',
    choose: 'Choose',
  },
  headless: {
    noDisplay: 'No display here: running the sample agent on the sample documents without a window.',
    alreadyRunning: 'Kaihe is already running on this account. Close it first.',
    model: 'Model: {{model}}',
    practice: 'The practice model picks out sentences; it is not AI. It is free and needs no account.',
    folder: 'Documents: {{path}}',
    progress: '{{done}} of {{total}}',
    tokens: '{{tokens}} tokens',
    complete: 'Done.',
    partial_one: 'Done, except for {{count}} document.',
    partial_other: 'Done, except for {{count}} documents.',
    leftOut: 'Left out: {{item}}. {{reason}}.',
    nothingToDo: 'There was nothing to do.',
    report: 'Report: {{path}}',
    failed: 'The run did not finish. {{what}}. {{meaning}} {{next}}',
    stopped: 'The run was stopped.',
    cost: 'Cost: {{money}}, {{tokens}} tokens in {{calls}} calls',
  },
  failedToStart: {
    title: 'Kaihe could not start',
  },
} as const
