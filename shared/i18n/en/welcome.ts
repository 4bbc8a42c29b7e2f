/** The first start, and the tour. */
export const welcome = {
  label: 'Welcome',
  title: 'Give your computer a job. It works while you do not.',
  lede: 'You describe the work in plain sentences. You see what was done, what it cost and what it was worth.',
  private: 'No sign-up with us. Nothing is sent to us.',
  continue: 'Continue',
  back: 'Back',
  later: 'Not now, show me the app',
  mind: {
    title: 'How should it think?',
    meaning: 'You can change this at any time, and mix all three.',
    local: {
      name: 'With a free model on this computer',
      about: 'Nothing leaves your home. Slower, and best for short documents.',
      cost: 'Free, apart from electricity',
      takes: 'Needs a model server such as Ollama, and some gigabytes',
    },
    account: {
      name: 'With an account I have, or will open',
      about: 'DeepSeek, Qwen, Kimi, OpenAI and others. We show you where to click.',
      cost: 'You pay the service, up to a limit you set',
      takes: 'It sees the text of each job',
    },
    look: {
      name: 'Just let me look around',
      about: 'A practice model that is not AI runs the samples, so you see how everything works.',
      cost: 'Free',
      takes: 'Ready now',
    },
  },
  vendors: { title: 'Whose account is it?', meaning: 'More can be added later, and an agent can use another one.' },
  guide: {
    title: 'A key from {{service}}',
    step: '{{number}}. {{what}}',
    open: 'Open {{service}}',
    openOf: 'Open: {{region}}',
    enter: 'I have the key',
    signIn: { name: 'Sign in', about: 'On the pages of {{service}}. Open an account there if you have none.' },
    money: {
      name: 'Put a little money on it',
      about: 'A few units of your currency last long. If {{service}} offers a limit for a month, set one.',
    },
    key: {
      name: 'Make a key',
      about: 'Find its page for keys and choose “Create”. Copy the key at once: {{service}} shows it once only.',
    },
    paste: { name: 'Paste it here', about: 'It is kept locked on this computer and goes to {{service}} alone.' },
    install: { name: 'Install Ollama', about: 'It is free and runs models on this computer.' },
    download: {
      name: 'Let it fetch a model',
      about: 'In its window choose a small one, such as qwen3 with 4b in its name, and wait for the download.',
    },
    again: { name: 'Come back here', about: 'Kaihe finds it by itself.' },
  },
  local: {
    title: 'A model of your own',
    found: 'These run on this computer now.',
    none: 'None runs on this computer yet. Three steps, about ten minutes.',
    looking: 'Looking for model servers on this computer',
    use: 'Use it',
    get: 'Open ollama.com',
    again: 'Look again',
  },
  first: {
    title: 'Your first result',
    meaning: 'Until you add a model the practice model does it: free, and nothing leaves this computer.',
    samples: {
      name: 'On sample documents',
      about: 'Nothing to choose. You watch it read, count and write, and get a report.',
    },
    folder: {
      name: 'On a folder of mine',
      about: 'Choose a folder with documents and a place for the report, then press Run.',
    },
    gallery: { name: 'Show me what it can do', about: 'Ready agents for papers, prices, mail, writing and more.' },
    tour: { name: 'Show me around', about: 'Five stops, half a minute. You can skip it at any moment.' },
  },
} as const

export const tour = {
  label: 'Tour',
  of: '{{number}} of {{of}}',
  next: 'Next',
  back: 'Back',
  skip: 'Skip',
  done: 'Done',
  recall: 'Show me around again',
  recallMeaning: 'Five stops through the window.',
  welcomeAgain: 'Show the first page again',
  today: { title: 'Today', about: 'What works now, what needs you, and what the day cost.' },
  agents: { title: 'Agents', about: 'Your workers, in sentences. Underlined words can be clicked and changed.' },
  results: { title: 'Results', about: 'Everything they made, with the run it came from.' },
  money: { title: 'Money', about: 'What was spent, on what, and what was spared. Limits hold before money is spent.' },
  brake: {
    title: 'The brake',
    about: 'One press holds everything that would start by itself. Closing the window does not: agents work on.',
  },
} as const
