import type { Rule } from './rule.js'

/**
 * What has happened so far, told behind the reason: it grows with every test that ran before, in any kind of failure, so that
 * no key of a finding may be made of it.
 */
export const ACCOUNTS: readonly Rule[] = [
  {
    what: 'the calls of a mock',
    why: 'Vitest lists all of them, those of earlier tests too',
    pattern: /\nReceived:[ \t]*\n\s*\d+(?:st|nd|rd|th) [^\n]*call[\s\S]*$/,
    becomes: '',
  },
  {
    what: 'what is in the document',
    why: 'Testing Library prints it: whatever earlier tests have left there is in it',
    pattern:
      /\n(?:Ignored nodes: |Here are the (?:matching elements|(?:in)?accessible roles|available roles)|There are no (?:accessible|available) roles)[\s\S]*$/,
    becomes: '',
  },
  {
    what: 'how Playwright has waited',
    why: 'how often it looks depends on how busy the machine is; what it waits for is the reason',
    pattern: /\nCall [lL]og:\n(?:\s*- (waiting for [^\n]*))?[\s\S]*$/,
    becomes: '\n$1',
  },
  {
    what: 'other warnings',
    why: 'pytest lists what was emitted instead',
    pattern: /\n *Emitted warnings: [\s\S]*$/,
    becomes: '',
  },
]
