/** Steps that work towards a goal with tools, and that run programs. */
export const toolSteps = {
  work: {
    name: 'Let the AI work',
    sentence:
      'Work towards this: [goal]. Start from [from] and use [tools], with [model]. Stop after [turns] turns, [minutes] minutes or a cost of [spend].',
    fields: {
      goal: 'What is to be reached',
      from: 'What it starts from',
      tools: 'What it may use',
      turns: 'Most turns',
      minutes: 'Most minutes',
      spend: 'Most it may cost',
    },
    empty: { goal: 'say what you want', spend: 'whatever its limits allow' },
    choose: { tools: 'choose what it may use', from: 'nothing' },
    missing: { goal: 'towards what?', tools: 'what may it use?' },
  },
  runProgram: {
    name: 'Run a program',
    sentence: '[asks] run [program] with values of [from] in [folder], for [minutes] minutes at most.',
    fields: {
      asks: 'Ask before it runs',
      program: 'Program',
      from: 'Whose values its arguments name',
      folder: 'Folder it works in',
      minutes: 'Most minutes',
    },
    asks: { always: 'Ask me, then', never: 'Without asking me,' },
    choose: { program: 'choose a program', folder: 'choose a folder', from: 'no step' },
    missing: { program: 'which program?', folder: 'in which folder?' },
  },
} as const
