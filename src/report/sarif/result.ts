import type { Finding, Report, TestReport } from '../../model/report-document.js'
import { causeLines } from '../cause.js'
import { culpritsOf } from '../culprits.js'
import { countsOf, reasonsOf } from '../evidence.js'
import { headline } from '../headline.js'
import { inert } from '../inert.js'
import { repositoryPath } from '../repository-path.js'
import { sourcePath } from '../source-path.js'
import { RULES, ruleId } from './rules.js'

// Readers show a handful; GitHub takes no more than 1,000 a result.
const RELATED = 50

export interface Context {
  readonly report: Report
  readonly tests: ReadonlyMap<string, TestReport>
  readonly pathInRepository: string
}

/** A finding as a SARIF result: at its first victim, related to those that are to blame and the other victims. */
export function result(finding: Finding, context: Context): object {
  const { report, tests, pathInRepository } = context
  const id = ruleId(finding.kind)
  const [first, ...others] = finding.victims.flatMap((victim) => tests.get(victim) ?? [])
  const place = (test: TestReport) => ({
    file: repositoryPath(report, test, pathInRepository),
    line: test.line,
    name: test.id,
  })
  const culprits = culpritsOf(finding, context)
  // What adds up may fail as well.
  const blamed = new Set(culprits.map(({ name }) => name))
  const related = [
    ...culprits
      .filter(({ name }) => name !== first?.id)
      .map((culprit) => ({ ...culprit, role: roleOf(finding) })),
    ...others
      .filter((test) => !blamed.has(test.id))
      .map((test) => ({ ...place(test), role: 'fails too' })),
  ]
  return {
    ruleId: id,
    ruleIndex: RULES.findIndex((rule) => rule.id === id),
    level: finding.status === 'confirmed' ? 'error' : 'warning',
    message: { text: messageText(finding, tests) },
    locations: first ? [location(place(first))] : [],
    relatedLocations: related.slice(0, RELATED).map(({ role, ...each }, index) => ({
      id: index + 1,
      message: { text: plain(`${role}: ${inert(each.name)}`) },
      ...location(each),
    })),
    // GitHub's own, primaryLocationLineHash, is made by whoever uploads this, of the victim's source line.
    partialFingerprints: { 'leakcheckFinding/v1': finding.key },
    properties: propertiesOf(finding),
  }
}

/** Nobody is to blame for what adds up, or for being needed. */
function roleOf({ cause }: Finding): string {
  if (cause?.kind === 'accumulation') return 'adds to it'
  return cause?.kind === 'state-setter' ? 'it needs' : 'to blame'
}

/** The first sentence is all that some readers show. */
function messageText(finding: Finding, tests: ReadonlyMap<string, TestReport>): string {
  const lines = [
    `State leak ${finding.id}: ${headline(finding, tests)}.`,
    [countsOf(finding), ...reasonsOf(finding)].filter((part) => part !== '').join(' · '),
    ...causeLines(finding),
    `replay: ${inert(finding.replay, 1_000)}`,
  ]
  return plain(lines.filter((line) => line !== '').join('\n'))
}

/** `[text](target)` in a message is a link: what a suite says must not become one. */
function plain(text: string): string {
  return text.replaceAll('](', '] (')
}

function location({ file, line, name }: { file: string; line?: number | undefined; name: string }) {
  return {
    physicalLocation: {
      artifactLocation: { uri: sourcePath(file), uriBaseId: '%SRCROOT%' },
      // GitHub shows nothing that has no line.
      region: { startLine: Math.max(1, line ?? 1) },
    },
    logicalLocations: [{ fullyQualifiedName: inert(name, 1_000) }],
  }
}

function propertiesOf({ id, key, status, victims, cause, evidence, replay, ...rest }: Finding) {
  return {
    finding: id,
    key,
    status,
    victims: victims.length,
    ...(cause ? { cause: cause.kind } : {}),
    evidence: evidence.map(({ what, failed, total }) => ({ what, failed, total })),
    replay,
    ...(rest.runnerCommand === undefined ? {} : { runnerCommand: rest.runnerCommand }),
  }
}
