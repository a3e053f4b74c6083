import type { Rule } from './rule.js'

const MADE_UP = 'made up anew in every run'
const CLOCK = 'no two runs take place at one time, or take equally long'

/** What varies from run to run in any failure, most specific first. */
export const NOISE: readonly Rule[] = [
  {
    what: 'the marks below two lines that differ',
    why: "Python's difflib puts them where the lines part: they move with every name that is made up",
    pattern: /^\?[ \t+^-]*$/gm,
    becomes: '',
  },
  {
    what: 'a UUID',
    why: MADE_UP,
    pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
    becomes: '<uuid>',
  },
  {
    what: 'a date with a time',
    why: CLOCK,
    pattern: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g,
    becomes: '<time>',
  },
  {
    what: 'a time of day',
    why: CLOCK,
    pattern: /\b\d\d:\d\d:\d\d(\.\d+)?\b/g,
    becomes: '<time>',
  },
  {
    what: 'a folder that leakcheck has made for a run',
    why: 'it is wherever the user keeps temporary files; Python writes it with dots, too',
    pattern: /[^\s'"`()<>]*[\\/.]lc-\w{6}[\\/.][^\s'"`)>]*/g,
    becomes: '<tmp>',
  },
  {
    what: 'a temporary path',
    why: MADE_UP,
    pattern: /(?:\/private)?\/(?:tmp|var\/folders)\/[^\s'"`)]+/g,
    becomes: '<tmp>',
  },
  {
    what: 'a port of this machine',
    why: 'whichever is free',
    pattern: /\b(localhost|127\.0\.0\.1|\[::1?\]|0\.0\.0\.0):\d+/g,
    becomes: '$1:<port>',
  },
  { what: 'an address', why: MADE_UP, pattern: /\b0x[0-9a-f]+\b/gi, becomes: '<hex>' },
  {
    what: 'a long hash, also behind a word',
    why: MADE_UP,
    pattern: /(?=[0-9a-f]*\d)[0-9a-f]{24,}/gi,
    becomes: '<hex>',
  },
  {
    what: 'a hash',
    why: MADE_UP,
    pattern: /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi,
    becomes: '<hex>',
  },
  {
    what: 'a duration',
    why: CLOCK,
    pattern: /\b\d+(\.\d+)?\s?(ms|milliseconds?|s|seconds?)\b/g,
    becomes: '<duration>',
  },
]
