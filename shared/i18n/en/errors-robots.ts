/** Errors of chat robots. */
export const robotErrors = {
  robot: {
    missing: {
      what: 'The chat robot is gone',
      meaning: 'The step writes to a robot that is no longer in the settings. Nothing was sent.',
      next: 'Choose another one in the agent.',
    },
    addressMissing: {
      what: 'The address of the chat robot is missing',
      meaning: 'It was never entered, or was kept only until the app closed. Nothing was sent.',
      next: 'Enter it in the settings, under Chat robots.',
    },
    badAddress: {
      what: 'This is no address a robot can be reached at',
      meaning: 'It has to begin with https, or lead to a device in your own network. Nothing was sent.',
      next: 'Copy it once more from the settings of the group.',
    },
    refused: {
      what: 'The chat did not take the message',
      meaning: 'The service says: {{reason}}. Nothing was written.',
      next: 'Check the address, the secret and the words the robot asks for, then send a test in the settings.',
    },
    tooMany: {
      what: 'The chat takes no more messages for now',
      meaning: 'Too many came in a short time. It can be tried again in {{seconds}} s.',
      next: 'Let the agent write one message for all, or less often.',
    },
    unreachable: {
      what: 'The chat service cannot be reached',
      meaning: '{{host}} did not answer. Nothing was sent.',
      next: 'Check the connection and run the agent again.',
    },
    outcomeUnknown: {
      what: 'Nobody can tell whether the message arrived',
      meaning: 'The connection to {{host}} broke off after it was sent. It is not sent again by itself.',
      next: 'Look in the chat, and write it yourself if it is not there.',
    },
  },
  clipboard: {
    empty: {
      what: 'There is no text on the clipboard',
      meaning: 'The agent works on what you copied, and nothing was copied. Nothing was done.',
      next: 'Copy the text, then run the agent again.',
    },
    tooLong: {
      what: 'The text on the clipboard is too long',
      meaning: 'At most a million characters are taken from there. Nothing was done.',
      next: 'Save it as a file and let the agent read that.',
    },
  },
  result: {
    none: {
      what: '{{agent}} has no result yet',
      meaning: 'This agent goes on from what the other one made. Nothing was done.',
      next: 'Run that agent first, or choose another one.',
    },
    unreadable: {
      what: 'The result of {{agent}} cannot be read',
      meaning: 'Its files are gone or are of a kind without text. Nothing was done.',
      next: 'Run that agent again.',
    },
  },
  trial: {
    tooMuch: {
      what: 'The try took more than it may',
      meaning: 'It stopped itself after about {{tokens}} tokens. What was tried until then is shown.',
      next: 'Try it on shorter documents, or run it once for real.',
    },
  },
  runOn: {
    cannot: {
      what: '{{agent}} does not begin with reading files',
      meaning: 'What you gave it has no place in its work. Nothing was started.',
      next: 'Choose an agent whose first step reads documents, a file or the clipboard.',
    },
    oneFile: {
      what: 'This agent takes one file at a time',
      meaning: 'Nothing was started.',
      next: 'Give it one file.',
    },
    notAFile: {
      what: '{{name}} is no file that can be read',
      meaning: 'Folders and what lies elsewhere cannot be given this way. Nothing was started.',
      next: 'Give it files of this computer.',
    },
    tooMuch: {
      what: 'That is too much at once',
      meaning: 'A run takes up to {{files}} files and {{megabytes}} MB. Nothing was started.',
      next: 'Give it fewer, or choose their folder in the agent.',
    },
  },
  plan: {
    unreadable: {
      what: 'The model did not write a usable plan',
      meaning: 'It was asked twice. What you wrote is still here, and nothing was changed.',
      next: 'Say it in other words, or take a stronger model. You can also start from a ready agent.',
    },
    stopped: {
      what: 'Stopped',
      meaning: 'What you wrote is still here, and nothing was changed.',
      next: 'Ask again whenever you like.',
    },
  },
  agentFile: {
    unreadable: {
      what: '{{name}} cannot be read',
      meaning: 'The file is gone, or this computer does not let it be opened. Nothing was added.',
      next: 'Ask for the file once more.',
    },
    newer: {
      what: '{{name}} is from a newer Kaihe',
      meaning: 'It may hold what this version does not know. Nothing was added.',
      next: 'Update Kaihe, then open it again.',
    },
    notOne: {
      what: '{{name}} is no agent file',
      meaning: 'It is damaged, too large, or was made by something else. Nothing was added.',
      next: 'Ask whoever made it to save the agent as a file again.',
    },
  },
} as const
