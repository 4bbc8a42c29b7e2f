/** Errors of models that run on this computer itself. */
export const ownModelErrors = {
  ownModel: {
    none: {
      what: 'There is no model in this folder',
      meaning: 'Models are files whose names end in .gguf. Models that come in several pieces cannot be used.',
      next: 'Choose another folder, or fetch a model from the list.',
    },
    notAModel: {
      what: '{{name}} is not a model this app can use',
      meaning: 'It is another kind of file, or only half of one. Nothing was changed.',
      next: 'Fetch the file again, or choose another one. Its name should end in .gguf.',
    },
    missing: {
      what: 'The file of the model {{name}} is gone',
      meaning: 'It was moved, deleted, or lies on a disk that is not connected. Nothing was asked of it.',
      next: 'Put the file back where it was, or remove the model and add it again.',
    },
    tooBig: {
      what: '{{name}} is too big for this computer',
      meaning: 'It needs about {{needed}} GB of memory while it works; this computer has {{memory}} GB in all.',
      next: 'Choose a smaller model from the list.',
    },
    noRoom: {
      what: 'There is not enough room on the disk for {{name}}',
      meaning: '{{needed}} GB are still needed and {{free}} GB are free. What has been fetched so far is kept.',
      next: 'Free some room, then go on; it continues where it stopped.',
    },
    metered: {
      what: '{{name}} waits: this connection costs money by the amount',
      meaning: 'It is large, so it is not fetched here by itself. What has been fetched so far is kept.',
      next: 'Fetch it where the network is free, or fetch it anyway.',
    },
    noSource: {
      what: '{{name}} cannot be fetched from there',
      meaning: 'This place does not have it. Nothing was changed.',
      next: 'Choose the other place, or add the model from a file.',
    },
    unreachable: {
      what: '{{source}} cannot be reached, or the line broke',
      meaning: 'What has been fetched so far is kept.',
      next: 'Check the network and go on; it continues where it stopped. Or choose another place.',
    },
    refused: {
      what: '{{source}} does not give the file out',
      meaning: 'It answered with {{status}}. What has been fetched so far is kept.',
      next: 'Choose another place, or add the model from a file.',
    },
    wrongFile: {
      what: 'What came for {{name}} is not the model that was expected',
      meaning: 'The file was changed at its source or damaged on the way. It was thrown away and never used.',
      next: 'Try again, or choose another place.',
    },
    noMemory: {
      what: 'There is not enough free memory for {{name}} just now',
      meaning:
        'It needs about {{needed}} GB; {{free}} GB are free. The computer would hardly move with it, so it was not loaded.',
      next: 'Close other programs and try again, or choose a smaller model.',
    },
    notLoaded: {
      what: 'The model {{name}} could not be loaded',
      meaning:
        'Its file is damaged, of a newer kind than this app knows, or this computer cannot run it. Nothing was paid.',
      next: 'Fetch it again, or choose another model.',
    },
    stopped: {
      what: 'Looking after the model file was cut off',
      meaning: 'The app was closing, or the system ended it. What has been fetched so far is kept.',
      next: 'Go on; it continues where it stopped.',
    },
  },
} as const
