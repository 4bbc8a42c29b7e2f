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
  work: {
    turnsReached: {
      what: 'The AI stopped at its most turns',
      meaning: 'It may not have finished. What it had by then was kept.',
      next: 'Allow more turns, or make the goal smaller.',
    },
    minutesReached: {
      what: 'The AI stopped at its most minutes',
      meaning: 'It may not have finished. What it had by then was kept.',
      next: 'Allow more minutes, or make the goal smaller.',
    },
    moneyReached: {
      what: 'The AI stopped at the most it may cost',
      meaning: 'It may not have finished. What it had by then was kept.',
      next: 'Allow a higher cost, or choose a cheaper model.',
    },
    repeats: {
      what: 'The AI kept doing the same thing',
      meaning: 'It was told so, went on all the same, and was ended before it cost more.',
      next: 'Say the goal more precisely, or choose a stronger model.',
    },
  },
  server: {
    missing: {
      what: 'The tool server {{name}} is not in the settings',
      meaning: 'It was removed, so its tools cannot be used.',
      next: 'Add it again, or take its tools out of the step.',
    },
    unreachable: {
      what: 'The tool server {{name}} does not answer',
      meaning: 'It could not be started or reached.',
      next: 'Test it in the settings. The details say what it said last.',
    },
    timedOut: {
      what: 'The tool server {{name}} takes too long',
      meaning: 'It gave no answer in {{seconds}} seconds.',
      next: 'Try again later, or test it in the settings.',
    },
    toolMissing: {
      what: 'The tool server {{name}} has no tool {{tool}}',
      meaning: 'It does not offer it any more, or the step did not tick it.',
      next: 'Look at its tools in the settings, and tick the right one.',
    },
    toolChanged: {
      what: 'The tool {{tool}} of {{name}} has changed',
      meaning: 'It says something else about itself than when you last looked at it, so it is held back.',
      next: 'Look at its tools in the settings, and accept them if you trust them.',
    },
    toolFailed: {
      what: 'The tool {{tool}} of {{name}} reported a failure',
      meaning: 'What it said is in the details.',
      next: 'Try again, or look into that server.',
    },
    secretMissing: {
      what: 'A secret of the tool server {{name}} is missing',
      meaning: 'Its value was not kept, so the server cannot be used.',
      next: 'Enter it again in the settings.',
    },
  },
} as const
