/** Steps that work towards a goal with tools, and that run programs. */
export const toolSteps = {
  runProgram: {
    name: 'Run a program',
    sentence: 'Ask me, then run [program] in [folder], for [minutes] minutes at most.',
    fields: { program: 'Program', folder: 'Folder it works in', minutes: 'Most minutes' },
    choose: { program: 'choose a program', folder: 'choose a folder' },
    missing: { program: 'which program?', folder: 'in which folder?' },
  },
} as const
