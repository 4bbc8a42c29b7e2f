/** Errors of reading pages of the web. */
export const pageErrors = {
  page: {
    partMissing: {
      what: 'What the agent looks for is not on the page',
      meaning: 'The page of {{site}} was read, but holds nothing of the kind at “{{part}}”.',
      next: 'Check the words beside it, or let the page be shown as in a browser.',
    },
    notShown: {
      what: 'The page could not be shown',
      meaning: 'Some pages only fill themselves in a browser. Opening {{site}} in a hidden window did not work.',
      next: 'Run the agent again, or have the page read as the site sends it.',
    },
    signingIn: {
      what: 'A window for signing in is still open',
      meaning: 'While you sign in for this agent, it cannot read pages as that visitor.',
      next: 'Finish signing in and close the window, then run the agent again.',
    },
  },
} as const
