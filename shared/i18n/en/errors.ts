import { pageErrors } from './errors-web.ts'
import { scheduleErrors } from './schedule-errors.ts'
import { ownModelErrors } from './errors-own-models.ts'
import { backupErrors } from './errors-backup.ts'
import { networkErrors } from './errors-network.ts'
import { updateErrors } from './errors-updates.ts'
import { robotErrors } from './errors-robots.ts'
import { rankingErrors } from './errors-ranking.ts'
import { sourceErrors } from './source-errors.ts'
import { chartErrors } from './errors-charts.ts'
import { tableErrors } from './errors-tables.ts'
import { toolErrors } from './errors-tools.ts'

/** For every error code: what happened, what it means, what to do next. */
export const errors = {
  unexpected: {
    what: 'Something went wrong that Kaihe did not foresee',
    meaning: 'The run it happened in was ended; other agents are not affected.',
    next: 'Try again. If it comes back, the technical detail below helps whoever looks into it.',
  },
  app: {
    partEnded: {
      what: 'A part of Kaihe ended unexpectedly',
      meaning: 'It is started again when it is needed, and what was saved before is safe.',
      next: 'If it happens often, save the diagnostics file and show it to somebody who helps you.',
    },
  },
  request: {
    invalid: {
      what: 'Part of what was entered cannot be used',
      meaning: 'Nothing was changed.',
      next: 'Check the marked parts and try again.',
    },
    refused: {
      what: 'This request did not come from the Kaihe window',
      meaning: 'It was refused and nothing was changed.',
      next: 'Close and open Kaihe, then try again.',
    },
  },
  document: {
    noPicture: {
      what: '{{name}} is no picture a model can look at',
      meaning: 'It was left out; the others were looked at.',
      next: 'Give it PNG, JPEG, WebP or GIF pictures.',
    },
    notPrinted: {
      what: 'The report could not be made into a PDF',
      meaning: 'Everything before it was done and is not paid for again.',
      next: 'Run the agent again, or choose another kind of file.',
    },
    cannotAppend: {
      what: 'Nothing can be added to {{name}}',
      meaning: 'It is of a kind, or in characters, that would be harmed by it. It was left as it is.',
      next: 'Choose a Markdown, text, web page or Word file, or let each run write a file of its own.',
    },
    missing: {
      what: 'The document is no longer there',
      meaning: 'It was moved, renamed or deleted. The other documents are not affected.',
      next: 'Put it back, or leave it out.',
    },
    unreadable: {
      what: 'The document may not be opened',
      meaning:
        'This account has no permission to read it, or another program holds it. The other documents are not affected.',
      next: 'Close it elsewhere or change its permission, then run again.',
    },
    empty: {
      what: 'The document is empty',
      meaning: 'There is nothing in it to read.',
      next: 'If it should have content, open it and save it again.',
    },
    tooLarge: {
      what: 'The document is too large',
      meaning: 'It was left out so that the others can be done.',
      next: 'Split it into smaller documents.',
    },
    encrypted: {
      what: 'The document is protected by a password',
      meaning: 'Its text cannot be read without it.',
      next: 'Save a copy without the password in the folder.',
    },
    broken: {
      what: 'The document is damaged',
      meaning: 'The file does not hold what its kind requires, perhaps because a copy was cut short.',
      next: 'Open it in its own program and save it again, or fetch it once more.',
    },
    unsupported: {
      what: 'This kind of file cannot be read yet',
      meaning: 'It was left out. Text, Markdown, web pages, CSV, PDF and Word documents can be read.',
      next: 'Save it as one of these kinds.',
    },
    noText: {
      what: 'The document has no text in it',
      meaning: 'It probably consists of scanned pictures.',
      next: 'Make the text readable with a scanner program first.',
    },
    changed: {
      what: 'The document changed while it was being read',
      meaning: 'What was read would be half old and half new, so it was left out.',
      next: 'Run again when it is no longer being edited.',
    },
    timedOut: {
      what: 'Reading the document took too long',
      meaning: 'It was given up so that the others can be done.',
      next: 'Open it and save it again, or split it.',
    },
  },
  folder: {
    missing: {
      what: 'The folder is no longer there',
      meaning: 'It was moved or renamed, or its drive is not connected. Nothing in it was changed.',
      next: 'Connect the drive or choose the folder again.',
    },
    unreadable: {
      what: 'The folder may not be opened',
      meaning: 'This account has no permission to read it.',
      next: 'Choose another folder, or change its permission.',
    },
    notChosen: {
      what: 'No folder is chosen yet',
      meaning: 'The agent does not know where to look or where to put the result.',
      next: 'Choose a folder.',
    },
    notGranted: {
      what: 'The agent may not use this folder',
      meaning: 'Agents use only folders that you picked yourself. Nothing was read or written there.',
      next: 'Choose the folder once more with the folder button.',
    },
    notWritable: {
      what: 'Nothing can be written in this folder',
      meaning: 'It is read-only for this account. The result was not written.',
      next: 'Choose another place for the result and run again.',
    },
    tooMany: {
      what: 'The folder holds more files than one run reads',
      meaning: 'It was not read at all, so that nothing is missing by chance.',
      next: 'Use smaller folders.',
    },
  },
  undo: {
    failed: {
      what: 'Taking it back was interrupted',
      meaning: 'What is listed as taken back is; the other files are as they were.',
      next: 'Try it again.',
    },
  },
  file: {
    notChosen: {
      what: 'No file was chosen yet',
      meaning: 'A step needs a file to work with. Nothing was done.',
      next: 'Open the agent and choose the file.',
    },
    inUse: {
      what: '{{name}} is open in another program',
      meaning: 'It could not be changed, and was left as it is.',
      next: 'Close it there, then run again.',
    },
    nameRefused: {
      what: 'A file of this name is not opened',
      meaning: 'The name is too long, is kept for devices, or holds signs that names must not have.',
      next: 'Give the file a plain name.',
    },
    notOrdinary: {
      what: 'This is not an ordinary file',
      meaning: 'It is a device, a pipe, a folder, or a second name of a file that lies elsewhere.',
      next: 'Copy its content into an ordinary file in the folder.',
    },
    notWritten: {
      what: 'The file could not be written',
      meaning: 'No half-written file was left behind.',
      next: 'Check the place for the result and run again.',
    },
    diskFull: {
      what: 'The disk is full',
      meaning: 'The file was not written, and nothing that was there has changed.',
      next: 'Free some space, then run again.',
    },
    missing: {
      what: 'The file is no longer where it was written',
      meaning: 'It was moved, renamed or deleted since.',
      next: 'Look for it in its folder, or run the agent again.',
    },
    changed: {
      what: 'The file was changed since it was written',
      meaning: 'It was left as it is.',
      next: 'Open it to see what is in it now.',
    },
    notOpened: {
      what: 'No program opened the file',
      meaning: 'This computer has no program set for this kind of file.',
      next: 'Show it in its folder and choose a program there.',
    },
  },
  agent: {
    missing: {
      what: 'This agent no longer exists',
      meaning: 'It was removed.',
      next: 'Go back to the list of agents.',
    },
    incomplete: {
      what: 'The agent is not complete yet',
      meaning: 'It cannot start before everything it needs is chosen.',
      next: 'Open the agent and fill in the marked parts.',
    },
    alreadyRunning: {
      what: 'The agent is already working',
      meaning: 'One agent does one run at a time.',
      next: 'Wait until it has finished, or stop it first.',
    },
    lineFull: {
      what: 'Too many runs of the agent wait in line',
      meaning: 'This one was not added. Those that wait will still be done, one after the other.',
      next: 'Let it catch up, or run it less often.',
    },
    paused: {
      what: 'The agent paused itself',
      meaning: 'Several of its runs failed in a row, so it starts nothing by itself any more.',
      next: 'See what went wrong, put it right, then let it go on.',
    },
    quarantined: {
      what: 'The agent is kept apart',
      meaning: 'Its runs broke down again and again, so it starts nothing by itself. Other agents are not affected.',
      next: 'See what went wrong, then let it try again.',
    },
  },
  run: {
    missing: {
      what: 'This run is not in the history',
      meaning: 'It may have been removed.',
      next: 'Go back to the results.',
    },
    ended: {
      what: 'This run has already ended',
      meaning: 'There is nothing left to stop.',
      next: 'Look at what it left behind.',
    },
    runnerDied: {
      what: 'The run broke down again and again',
      meaning: 'It was started anew several times without getting further, so it was ended.',
      next: 'Look at the last thing it worked on, leave that out, and run again.',
    },
    runnerHung: {
      what: 'The run stopped answering again and again',
      meaning: 'It was started anew several times and froze each time, so it was ended.',
      next: 'Look at the last thing it worked on, leave that out, and run again.',
    },
    flooded: {
      what: 'The run sent more than this computer can take in',
      meaning: 'It was ended, so that Kaihe and the other agents keep working.',
      next: 'Look at the last thing it worked on, leave that out, and run again.',
    },
    overstepped: {
      what: 'The run asked for something its agent may not do',
      meaning: 'It was refused and the run was ended at once. Something it read may have tried to give it orders.',
      next: 'Look at what it read last. Nothing was done that you had not allowed.',
    },
    tooMuchMemory: {
      what: 'The run needed more memory than it may use',
      meaning:
        'It was started anew once, grew past {{megabytes}} MB again, and was ended. Its finished parts are kept.',
      next: 'Give it smaller documents, or raise the limit in the agent.',
    },
    timedOut: {
      what: 'The run took too long',
      meaning: 'It worked for {{minutes}} minutes, which is its limit. What it had finished is kept.',
      next: 'Give it less at a time, or raise the limit in the agent.',
    },
    stepTimedOut: {
      what: 'One step took too long',
      meaning: 'It worked for {{minutes}} minutes, which is the limit for a step. What it had finished is kept.',
      next: 'Give it less at a time, or raise the limit in the agent.',
    },
    incomplete: {
      what: 'The run ended without what it should have made',
      meaning: 'A step said that it had finished and left nothing behind, so the run does not count as done.',
      next: 'Run it again.',
    },
    noDocuments: {
      what: 'There are no documents in the folder',
      meaning: 'There was nothing to do, and nothing was paid.',
      next: 'Put documents in the folder, or choose another one.',
    },
    nothingUsable: {
      what: 'None of the documents could be used',
      meaning: 'Each one is listed with its reason. No report was written.',
      next: 'Look at the reasons, then run again.',
    },
    notEnded: {
      what: 'This run is still at work',
      meaning: 'What it did to files can be taken back once it has ended. Nothing was changed.',
      next: 'Stop it first, or wait until it is done.',
    },
    setAsideLost: {
      what: 'What was put aside for this run is gone',
      meaning: 'Something removed the temporary files. The run cannot go on from here; nothing was written twice.',
      next: 'Run it again from the start.',
    },
    noSuchColumn: {
      what: 'There is no column called {{column}}',
      meaning: 'A step names a column that the step before it did not give. Nothing was done with it.',
      next: 'Open the agent and choose one of the columns there are: {{columns}}.',
    },
    skippedMissed: {
      what: 'This time was missed',
      meaning: 'The computer slept or Kaihe was closed, and the agent is set to skip missed times.',
      next: 'Run it by hand if you need it now.',
    },
  },
  approval: {
    missing: {
      what: 'This question is no longer there',
      meaning: 'Its run was removed. Nothing was done.',
      next: 'Look at the other things that need you.',
    },
    answered: {
      what: 'This question has been answered already',
      meaning: 'The first answer counts; this one changed nothing.',
      next: 'Look at the run to see how it went on.',
    },
    unseen: {
      what: 'What the agent asks about was not shown in full',
      meaning: 'You can only agree to what you have seen, so nothing was done.',
      next: 'Open the question again and read it, then answer.',
    },
    refused: {
      what: 'You said no',
      meaning: 'The run ended there. What it had made before is kept; the rest was not done.',
      next: 'Change the agent if it should do it another way, or run it again.',
    },
    expired: {
      what: 'The question was not answered in time',
      meaning: 'Without an answer nothing is done, so the run ended there. What it had made before is kept.',
      next: 'Run it again, or give yourself more time in the agent.',
    },
  },
  model: {
    missing: {
      what: 'The chosen model is no longer there',
      meaning: 'Its service was removed, or the model was taken off your list.',
      next: 'Choose another model for the agent.',
    },
    notAllowed: {
      what: '{{model}} may not have this agent’s data',
      meaning: 'You said where the agent’s data may go, and {{service}} is not among that. Nothing was sent.',
      next: 'Choose another model for the agent, or change where its data may go.',
    },
    noTools: {
      what: '{{model}} cannot use tools',
      meaning: 'A step of this agent needs them. Nothing was sent.',
      next: 'Choose another model for the agent.',
    },
    noVision: {
      what: '{{model}} cannot see pictures',
      meaning: 'A step of this agent shows it some. Nothing was sent.',
      next: 'Choose another model for the agent.',
    },
    noLanguage: {
      what: '{{model}} does not write your language well',
      meaning: 'This agent writes for you in the language of the app. Nothing was sent.',
      next: 'Choose another model for the agent, or correct what is known of this one under Models.',
    },
    noneAllowed: {
      what: 'No model may have this agent’s data',
      meaning: 'You said where the agent’s data may go, and none of your models is there. Nothing was sent.',
      next: 'Add a model there, such as one on this computer, or change where the agent’s data may go.',
    },
    noneAble: {
      what: 'None of your models can do all of this task',
      meaning: 'Each of those that may have the data lacks something the steps need. Nothing was sent.',
      next: 'Add a model that can under Models, or name one for the agent yourself.',
    },
    noneTakesIn: {
      what: 'None of your models takes in enough text at once',
      meaning: 'The steps need more room than those have that may have the data. Nothing was sent.',
      next: 'Add a model that takes in more under Models, or correct the size of one there.',
    },
    noneTools: {
      what: 'None of your models is known to use tools',
      meaning: 'A step of this agent needs them. Nothing was sent.',
      next: 'Add a model that can, or say under Models that one of yours does.',
    },
    noneVision: {
      what: 'None of your models is known to see pictures',
      meaning: 'A step of this agent shows it some. Nothing was sent.',
      next: 'Add a model that can, or say under Models that one of yours does.',
    },
    noneLanguage: {
      what: 'None of your models writes your language well',
      meaning: 'This agent writes for you in the language of the app. Nothing was sent.',
      next: 'Add a model that does, or say under Models that one of yours does.',
    },
    noneGrade: {
      what: 'None of your models is known to be strong enough',
      meaning: 'A step of this agent asks for more than light work. Nothing was sent.',
      next: 'Add a stronger model, or say under Models how strong yours are.',
    },
    contextTooSmall: {
      what: 'The model takes in too little text at once',
      meaning: 'Even one part of a document does not fit.',
      next: 'Choose a model that takes in more text, or correct its size under Models.',
    },
    cut: {
      what: 'The answer broke off in the middle',
      meaning:
        'The service ended the connection before it had finished. What it may have charged is marked as estimated.',
      next: 'Run again in a moment.',
    },
    inputCut: {
      what: 'The server may have left out a part of the text',
      meaning: 'It counted far less than was sent to {{model}}. The answer may know only a part of the document.',
      next: 'Give the model more room (its context) in the program that runs it, or choose another model, and run again.',
    },
    emptyAnswer: {
      what: 'The model answered with nothing',
      meaning: 'The call was recorded, but it gave no text to use.',
      next: 'Run again, or choose another model.',
    },
    refusedContent: {
      what: 'The service refused this text',
      meaning: 'Its content rules do not allow it. The other documents are not affected.',
      next: 'Leave the document out, or choose another model for it.',
    },
    practiceCannot: {
      what: 'The practice model cannot do this',
      meaning:
        'It is not AI: it picks sentences and sorts by words. So that nothing only looks done, it was not asked.',
      next: 'Choose a real model for this agent, then run again.',
    },
    badAnswer: {
      what: 'The answer of the service could not be understood',
      meaning: 'It was not in the form it promises. What it may have charged is marked as estimated.',
      next: 'Run again, or choose another service.',
    },
  },
  provider: {
    missing: {
      what: 'This service is no longer set up',
      meaning: 'It was removed.',
      next: 'Choose another model.',
    },
    addressInvalid: {
      what: 'The address cannot be used',
      meaning: 'It must begin with https://, or with http:// for a service on this computer or in your own network.',
      next: 'Copy the address from the page of the service once more.',
    },
    notFound: {
      what: 'No computer answers to this address',
      meaning: 'Either the name is misspelt or this computer is offline.',
      next: 'Check the address and your connection.',
    },
    unreachable: {
      what: 'The service cannot be reached',
      meaning: 'The address exists, but nothing answers there. Nothing was paid.',
      next: 'Check that the service is running and that your network allows it, then try again.',
    },
    timedOut: {
      what: 'The service did not answer in time',
      meaning: 'It is slow or overloaded right now. What it may have charged is marked as estimated.',
      next: 'Try again later.',
    },
    tls: {
      what: 'The connection to the service is not safe',
      meaning:
        'Its certificate could not be checked, so nothing was sent. In an office the network may be reading along.',
      next: 'Check the address and the date of this computer. In an office, have its certificate added to the system.',
    },
    notAnApi: {
      what: 'There is a web page at this address, not a model service',
      meaning: 'Nothing there speaks the language of model services, or your network put a page of its own in between.',
      next: 'Use the address for programs, often ending in /v1, from the page of the service.',
    },
    keyMissing: {
      what: 'The service asks for a key',
      meaning: 'No key is stored for it. Nothing was sent to a model.',
      next: 'Enter the key under Models.',
    },
    keyRefused: {
      what: 'The key was refused',
      meaning: 'It is misspelt, expired or of another account. Nothing was paid.',
      next: 'Enter a new key under Models.',
    },
    forbidden: {
      what: 'The service does not allow this',
      meaning: 'The key is known, but it may not use this model or this function.',
      next: 'Look in your account there, or choose another model.',
    },
    modelUnknown: {
      what: 'The service does not know this model',
      meaning: 'The name is misspelt, or the model is not switched on for your account.',
      next: 'Choose a model from its list.',
    },
    noMoney: {
      what: 'The account at the service is out of money',
      meaning: 'It answers no more until it is topped up.',
      next: 'Top the account up, or choose another model.',
    },
    rateLimited: {
      what: 'The service asks to slow down',
      meaning: 'Too many requests came in a short time. Kaihe waited and tried again, without success.',
      next: 'Run again in a few minutes.',
    },
    serverError: {
      what: 'The service has trouble of its own',
      meaning: 'It answered with an error several times.',
      next: 'Try again later, or choose another model.',
    },
    requestRefused: {
      what: 'The service refused the request',
      meaning: 'Something in it does not fit this model. Nothing was answered.',
      next: 'Choose another model. The technical detail says what the service wrote.',
    },
    inUse: {
      what: 'An agent is using this service right now',
      meaning: 'Removing it would break the run off.',
      next: 'Wait until the run has finished, or stop it first.',
    },
  },
  budget: {
    reached: {
      what: 'A spending limit was reached',
      meaning:
        'The next question to the model might have gone over it, so it was not sent. What was done before is kept.',
      next: 'Raise the limit, or run again when it starts anew.',
    },
    nearlyReached: {
      what: 'A spending limit is nearly reached',
      meaning: 'Nothing was stopped yet. At the limit, agents stop or wait, as you chose.',
      next: 'Raise the limit if the work should go on.',
    },
    priceMissing: {
      what: 'This model has no known price',
      meaning: 'A limit in money cannot be kept without one, so nothing was sent.',
      next: 'Enter the price under Models, or set a limit in tokens instead.',
    },
    rateMissing: {
      what: 'An exchange rate is missing',
      meaning: 'The model is paid in {{from}} and the limit is in {{to}}, so nothing was sent.',
      next: 'Enter the exchange rate in the settings.',
    },
    sizeUnknown: {
      what: 'Nobody knows how long the answer could get',
      meaning: 'This model has no stated size, so its cost has no upper end. Nothing was sent, to keep your limit.',
      next: 'Enter under Models how much text the model takes in.',
    },
  },
  shortcut: {
    taken: {
      what: 'The system does not give these keys to Kaihe',
      meaning: 'Another program or the system itself mostly has them. The keys from before still hold.',
      next: 'Choose other keys.',
    },
  },
  settings: {
    limitUnreadable: {
      what: 'A spending limit could not be read',
      meaning:
        'Its file was damaged, and Kaihe does not guess. So a limit of zero holds for this computer: agents wait and spend nothing.',
      next: 'Set the limit you want in the settings, or remove it there.',
    },
  },
  keyring: {
    unavailable: {
      what: 'This system cannot protect keys',
      meaning: 'It offers no key store, so a saved key could be read by other programs of this account.',
      next: 'Keep the key only until Kaihe closes, or allow it to be saved readable.',
    },
    locked: {
      what: 'The key store of this system is locked',
      meaning: 'Keys cannot be used before it is open. Agents wait; nothing fails.',
      next: 'Unlock the key store by signing in to it.',
    },
    changed: {
      what: 'A saved key can no longer be read',
      meaning: 'The key store of this system was reset or belongs to another account.',
      next: 'Enter the key once more under Models.',
    },
  },
  storage: {
    failed: {
      what: 'Kaihe could not save to its own files',
      meaning: 'What was saved before is safe. The last change may be missing.',
      next: 'Check that the disk is connected and not read-only, then try again.',
    },
    diskFull: {
      what: 'The disk is full',
      meaning: 'Kaihe cannot record what agents do, so it starts nothing new. Nothing was lost.',
      next: 'Free some space, then run again.',
    },
    damaged: {
      what: 'One of Kaihe’s own files is damaged',
      meaning: 'Agents cannot work without it.',
      next: 'Restart Kaihe: it then goes on from its newest safety copy and tells you what is missing.',
    },
    callsUnreadable: {
      what: 'Some calls that were under way could not be read from the books',
      meaning: 'They are not in the sums. What was set aside for them stays held, so that no limit is passed.',
      next: 'Look at the bill of the service. In Settings you can free what is held.',
    },
    damageFound: {
      what: 'The daily check found damage in one of Kaihe’s own files',
      meaning: 'Agents go on for now. What is written from here on may not be safe.',
      next: 'Quit Kaihe and start it again: it then puts the file right and tells you what is missing.',
    },
    newer: {
      what: 'The saved data comes from a newer version of Kaihe',
      meaning: 'This version leaves it untouched rather than damage it.',
      next: 'Install the newer version again.',
    },
  },
  gateway: {
    unavailable: {
      what: 'The part of Kaihe that talks to models is not running',
      meaning: 'It is being started again. Agents wait and nothing is paid twice.',
      next: 'Wait a moment. If this stays, restart Kaihe.',
    },
  },
  ...scheduleErrors,
  ...sourceErrors,
  ...ownModelErrors,
  ...robotErrors,
  ...rankingErrors,
  ...backupErrors,
  ...networkErrors,
  ...updateErrors,
  ...toolErrors,
  ...chartErrors,
  ...tableErrors,
  ...pageErrors,
} as const
