/** Errors of programs, of tools, and of the servers that offer tools. */
export const toolErrors = {
  program: {
    missing: {
      what: '{{name}} is not there any more',
      meaning: 'The program was moved or removed, or it may not be started.',
      next: 'Choose the program again.',
    },
    notStarted: {
      what: '{{name}} could not be started',
      meaning: 'The system refused: {{reason}}.',
      next: 'Try to start it yourself, or choose another program.',
    },
    timedOut: {
      what: '{{name}} took longer than it may',
      meaning: 'It was ended after {{minutes}} minutes, with everything it had started.',
      next: 'Give it more minutes, or less to do.',
    },
    failed: {
      what: '{{name}} reported a failure',
      meaning: 'It ended with {{code}}, which means that something went wrong. Its last words are in the details.',
      next: 'Read the details, and start again when the cause is gone.',
    },
    notPicked: {
      what: 'This program was not chosen in a dialog',
      meaning: 'Agents run only programs that you picked yourself, so {{name}} was refused.',
      next: 'Choose the program again.',
    },
  },
} as const
