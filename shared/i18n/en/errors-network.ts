/** Errors of the way out of this computer. */
export const networkErrors = {
  network: {
    passwordMissing: {
      what: 'The password of the proxy is missing',
      meaning: 'A name to sign in with was given, but no password is stored for it. Nothing was changed.',
      next: 'Enter the password, or leave the name empty if the proxy does not ask for one.',
    },
    proxySignIn: {
      what: 'The proxy of your network wants to know who asks',
      meaning: 'Your request to {{host}} was stopped there. The service itself never saw it, and nothing was paid.',
      next: 'Enter the name and password of the proxy in the settings, under Network.',
    },
    proxyRefused: {
      what: 'The proxy of your network does not lead to {{host}}',
      meaning: 'It was reached, and turned the request away. The service never saw it, and nothing was paid.',
      next: 'Ask whoever looks after your network to allow {{host}}, or choose a service that is allowed.',
    },
    proxyUnreachable: {
      what: 'The proxy cannot be reached',
      meaning: 'Requests have to go through it, and it does not answer. Nothing was sent and nothing was paid.',
      next: 'Check the proxy in the settings, under Network, and whether this computer is in the right network.',
    },
    otherPage: {
      what: 'A web page came in place of {{host}}',
      meaning: 'Your network shows a page of its own, such as one to sign in at or one that says what is blocked.',
      next: 'Open any web page in your browser and see whether the network asks for something, or ask for {{host}} to be allowed.',
    },
  },
} as const
