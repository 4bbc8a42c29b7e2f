/** Errors of what agents look at outside: web sites, feeds, mail, and the door for other programs. */
export const sourceErrors = {
  web: {
    addressInvalid: {
      what: 'This web address cannot be used',
      meaning: 'Only plain http and https addresses are opened, without a name or password in them.',
      next: 'Copy the address from your browser once more.',
    },
    notGranted: {
      what: 'The page leads to a site this agent may not open',
      meaning: 'Agents open only the sites you named. Nothing was fetched from {{site}}.',
      next: 'If you trust that site, use its address instead.',
    },
    privateAddress: {
      what: 'The address leads into this computer or its own network',
      meaning: 'Web pages must not reach what is private to you, so {{site}} was not opened.',
      next: 'For a device of your own, write its address in numbers, as in http://192.168.1.20.',
    },
    notFound: {
      what: 'There is no site of this name',
      meaning: 'The name could not be found, or this computer is offline.',
      next: 'Check the spelling and the connection.',
    },
    unreachable: {
      what: 'The site does not answer',
      meaning: 'What is only watched is looked at again later by itself.',
      next: 'Check the connection, or open the address in your browser.',
    },
    timedOut: {
      what: 'The site takes too long to answer',
      meaning: 'What is only watched is looked at again later by itself.',
      next: 'If this stays, open the address in your browser.',
    },
    insecure: {
      what: 'The site cannot prove who it is',
      meaning: 'Its certificate is not valid, so nothing was read from it.',
      next: 'Check the date of this computer, or ask whoever runs the site.',
    },
    tooManyRedirects: {
      what: 'The site keeps sending visitors elsewhere',
      meaning: 'It leads in a circle, or through too many addresses.',
      next: 'Open it in your browser and use the address it ends at.',
    },
    tooLarge: {
      what: 'The page is too large to read',
      meaning: 'It was not read to its end.',
      next: 'Use a smaller page of the same site.',
    },
    signInNeeded: {
      what: 'This page needs signing in',
      meaning: 'Without an account the site does not show it.',
      next: 'Let the step read it signed in and sign in to the site there, or use a page that needs no account.',
    },
    refused: {
      what: 'The site refuses to show this page to programs',
      meaning: 'It may ask visitors to prove that they are people.',
      next: 'Use another page, or the feed of the site if it has one.',
    },
    gone: {
      what: 'The page is not there',
      meaning: 'The site says that it has no such page, or no longer.',
      next: 'Check the address.',
    },
    rateLimited: {
      what: 'The site asks for fewer visits',
      meaning: 'It is left alone as long as it asked where it is only watched.',
      next: 'Choose a longer time between two visits.',
    },
    serverError: {
      what: 'The site has a problem of its own',
      meaning: 'What is only watched is looked at again later by itself.',
      next: 'There is nothing to do here but wait.',
    },
    notAPage: {
      what: 'There is no readable page at this address',
      meaning: 'What is there is not text, or has no words in it before scripts run.',
      next: 'Let the page be shown as in a browser, or use another page of the site.',
    },
    notAFeed: {
      what: 'This is not a news feed',
      meaning: 'The address answers, but with something else, perhaps an ordinary web page.',
      next: 'Look on the site for RSS or Atom, or watch the page itself.',
    },
  },
  mail: {
    accountMissing: {
      what: 'The mail account is no longer there',
      meaning: 'It was removed from the settings.',
      next: 'Choose another account, or add it again in the settings.',
    },
    passwordMissing: {
      what: 'The password of the mail account is not known',
      meaning: 'It was kept only until Kaihe closed, or was never entered.',
      next: 'Enter it again in the settings.',
    },
    unreachable: {
      what: 'The mail server does not answer',
      meaning: 'It is asked again later by itself.',
      next: 'Check the server name, the port and the connection.',
    },
    insecure: {
      what: 'The connection to the mail server is not safe',
      meaning: 'Its certificate is not valid or it offers no encryption, so the password was not sent.',
      next: 'Check the server name, the port and the kind of security.',
    },
    signInRefused: {
      what: 'The mail server refused the name or password',
      meaning: 'Many providers want an app password, made on their own site, and mail access switched on there.',
      next: 'Make an app password and enter it in the settings.',
    },
    folderMissing: {
      what: 'The mailbox has no such folder',
      meaning: 'It was renamed or removed.',
      next: 'Choose another folder.',
    },
    badAddress: {
      what: '{{address}} is no mail address',
      meaning: 'This mail was not written; the others were.',
      next: 'Look at who it goes to, in the step or in what the step before gave.',
    },
    outcomeUnknown: {
      what: 'It is not known whether “{{subject}}” was sent',
      meaning:
        'The work was interrupted while it went out. So that nobody gets it twice, it is not sent again by itself.',
      next: 'Look into your sent mails, and send it yourself if it is not there.',
    },
    serverError: {
      what: 'The mail server answered with an error',
      meaning: 'It is asked again later by itself.',
      next: 'If this stays, test the account in the settings.',
    },
  },
  webhook: {
    portTaken: {
      what: 'The door for other programs could not be opened',
      meaning: 'Another program on this computer uses the same port.',
      next: 'Choose another port in the settings.',
    },
  },
} as const
