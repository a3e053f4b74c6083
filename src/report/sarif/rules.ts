import type { FindingKind } from '../../model/report-document.js'

/** One a kind of finding. An id never changes: GitHub and others know an alert by it. */
export const RULES: readonly Rule[] = [
  rule(
    'victim',
    'Test fails after other tests',
    'The test passes alone and fails in some company: other tests leave state behind that it does not expect.',
    'Undo in the polluter what it changes (a fixture, an afterEach), or let the victim set up what it needs.',
  ),
  rule(
    'brittle',
    'Test passes only after other tests',
    'The test fails alone and passes in some company: it lives on state that other tests leave behind.',
    'Let the test set up what it needs by itself. If the order is meant, name it under `ordered` in the config.',
  ),
  rule(
    'masked',
    'State leak hides another failure',
    'The test fails alone and in company, for different reasons: what other tests leave behind hides a failure of its own.',
    'Mend the failure that shows when the test runs alone first, then what its company leaves behind.',
  ),
  rule(
    'self-polluting',
    'Test fails when it runs twice',
    'The test passes, then fails when it runs again in the same process: it leaves behind what it cannot start from.',
    'Undo at the end of the test what it has changed.',
  ),
]

interface Rule {
  readonly id: string
  readonly name: string
  readonly [property: string]: unknown
}

export function ruleId(kind: FindingKind): string {
  return `leakcheck/${kind}`
}

function rule(kind: FindingKind, title: string, what: string, remedy: string): Rule {
  const next = 'The replay command of a finding shows it again.'
  return {
    id: ruleId(kind),
    name: title.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: what },
    help: {
      text: `${what} ${remedy} ${next}`,
      markdown: `${what}\n\n**What to do:** ${remedy}\n\n${next}`,
    },
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['test', 'state-leak'],
      precision: 'very-high',
      'problem.severity': 'error',
    },
  }
}
