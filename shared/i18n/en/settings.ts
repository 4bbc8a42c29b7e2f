/** The settings screen. */
export const settings = {
  title: 'Settings',
  language: 'Language',
  theme: 'Appearance',
  asSystem: 'As the system',
  light: 'Light',
  dark: 'Dark',
  launchAtLogin: 'Start when you sign in to this computer',
  launchMeaning: 'Agents with a schedule can only work while Kaihe is running.',
  pausesOnBattery: 'Hold still on battery',
  batteryMeaning:
    'What starts by itself waits until the computer is plugged in. Runs always let your own programs go first.',
  metered: {
    label: 'This connection costs money by the amount',
    automatic: 'As the system says',
    always: 'Always',
    never: 'Never',
    meaning: {
      automatic:
        'While it does, models and newer versions are not fetched unless you say so. macOS does not say; choose yourself there.',
      always: 'Models and newer versions are not fetched unless you say so.',
      never: 'Models and newer versions are fetched on every connection.',
    },
    pauses: 'Hold still while it costs',
    pausesMeaning: 'What starts by itself waits until the network is free. What you start yourself runs.',
  },
  meterMeaning:
    'A little window with what works and today’s money. Move it where you like; the tray shows and hides it too.',
  paused: 'Pause all agents',
  pausedMeaning: 'Nothing starts by itself until you go on.',
  stopKeys: {
    title: 'Keys that stop everything',
    set: 'Set keys',
    press: 'Press the keys…',
    remove: 'Remove',
    state: {
      off: 'Press them in any program, and every agent that is working stops at once.',
      works: 'They work in every program: every agent that is working stops at once.',
      taken: 'This system does not give them to Kaihe, mostly because another program has them. Choose others.',
      unsure:
        'On this desktop (Wayland) the system decides whether Kaihe hears them while another program is in front. Try them once.',
    },
  },
  clipboardKeys: {
    title: 'Keys that run an agent on the clipboard',
    agent: 'Which agent',
    choose: 'choose an agent',
    state: {
      off: 'Copy a text in any program and press them: the agent you choose works on it.',
      works: 'They work in every program: the agent works on what you copied last.',
      taken: 'This system does not give them to Kaihe, mostly because another program has them. Choose others.',
      unsure:
        'On this desktop (Wayland) the system decides whether Kaihe hears them while another program is in front. Try them once.',
    },
  },
  concurrent: 'Runs at once',
  concurrentMeaning: 'More of them share the computer; those beyond wait in line.',
  concurrentAuto: 'as many as suit this computer',
  usualModel: 'Usual model',
  toModels: 'Open Models',
  about: 'About',
  version: 'Version',
  awake: 'Awake since',
  keys: 'Keys',
  keyring: {
    available: 'protected by this system',
    missing: 'this system cannot protect them',
    locked: 'the key store is locked',
  },
  gateway: 'Connection to models',
  gatewayState: {
    asleep: 'asleep until needed',
    starting: 'starting',
    ready: 'ready',
    restarting: 'starting again',
    failed: 'not working',
  },
  private: 'No account with us. Nothing is sent to us.',
} as const
