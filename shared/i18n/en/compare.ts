/** Models compared on an agent's own work. */
export const compare = {
  open: 'Would a cheaper model do?',
  title: 'Would a cheaper model do?',
  meaning:
    'Each model does this agent’s work on the same {{most}} real things, as {{model}} does now. Nothing is written or sent. Each may use up to {{tokens}} tokens, which its service charges. Choose up to {{count}}.',
  blind: 'Judge first, see the names afterwards',
  start: 'Compare',
  again: 'Compare others',
  state: {
    running: 'One after the other is at work.',
    done: 'Look at what each made.',
    stopped: 'Stopped. What was made before stays here.',
  },
  letter: 'Model {{letter}}',
  own: 'now',
  picked: 'your pick',
  unpriced: 'price unknown',
  less: '{{percent}} % less',
  more: '{{percent}} % more',
  agrees: '{{same}} of {{of}} values the same',
  later: 'Its turn comes.',
  pick: '{{letter}} is good enough',
  take: 'Use this model',
} as const
