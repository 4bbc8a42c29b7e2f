/** Steps that read mails and write them. */
export const mailSteps = {
  readMail: {
    name: 'Read mails',
    sentence: 'Read [which] mails of [account], folder [mailbox], at most [most] at once.',
    fields: { which: 'Which mails', account: 'Mailbox', mailbox: 'Folder', most: 'Most mails' },
    which: { new: 'the new', unread: 'the unread' },
    choose: { account: 'choose a mailbox' },
    empty: { mailbox: 'INBOX' },
    missing: { account: 'which mailbox?' },
  },
  sendMail: {
    name: 'Write mails',
    sentence: 'For each of [from], [mode] from [account] to [to], about [subject], with [attach]: [body].',
    fields: {
      from: 'What they are about',
      mode: 'Draft or send',
      account: 'Mailbox',
      to: 'To whom',
      subject: 'Subject',
      body: 'Text',
      attach: 'File that goes with it',
    },
    mode: { draft: 'lay a draft', send: 'send a mail after I have seen it' },
    choose: { from: 'choose a step', account: 'choose a mailbox', attach: 'no file' },
    empty: { to: 'say to whom', subject: 'give it a subject', body: 'write the text' },
    missing: { account: 'from which mailbox?', to: 'to whom?', subject: 'about what?', body: 'what does it say?' },
  },
  sendMessage: {
    name: 'Write to a chat',
    sentence: 'Write [mode] of [from] to [robot]: [text].',
    fields: { mode: 'One by one or together', from: 'What it is about', robot: 'Chat', text: 'What it says' },
    mode: { each: 'a message for each', all: 'one message about all' },
    choose: { from: 'choose a step', robot: 'choose a chat' },
    empty: { text: 'write what it says' },
    missing: { robot: 'to which chat?', text: 'what does it say?' },
  },
} as const
