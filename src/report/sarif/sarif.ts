import type { Report, TestReport } from '../../model/report-document.js'
import { jsonText } from '../json-text.js'
import { sourcePath } from '../source-path.js'
import type { Reporter } from '../reporter.js'
import { result } from './result.js'
import { RULES } from './rules.js'

/** SARIF 2.1.0: findings as results, for code scanning. */
export const sarif: Reporter = (report, { pathInRepository }) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            rules: RULES,
          },
        },
        automationDetails: { id: category(report, pathInRepository) },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: "The repository's root." } } },
        invocations: [invocation(report)],
        results: report.findings.map((finding) =>
          result(finding, { report, tests, pathInRepository }),
        ),
        properties: { counts: report.counts, seed: report.seed, complete: report.complete },
      },
    ],
  }
  return jsonText(log)
}

/** What replaces what when it is uploaded again: a shard or another package's run must not. Ends with '/'. */
function category({ environment: { shard } }: Report, pathInRepository: string): string {
  const part = shard ? [`shard-${shard.index}-of-${shard.count}`] : []
  return ['leakcheck', ...part, ...(pathInRepository === '' ? [] : [sourcePath(pathInRepository)])]
    .map((each) => `${each}/`)
    .join('')
}

function invocation({ command, startedAt, cost, exitCode, errors, notCovered }: Report): object {
  const level = exitCode === 2 ? 'error' : 'warning'
  return {
    arguments: command,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + cost.wallMs).toISOString(),
    exitCode,
    // Interrupted or unable: an empty list of results then means nothing.
    executionSuccessful: ![2, 130, 143].includes(exitCode),
    toolExecutionNotifications: [
      ...errors.map(({ code, message, hint }) => ({
        level,
        descriptor: { id: code },
        message: { text: hint === undefined ? message : `${message}\nhint: ${hint}` },
      })),
      ...notCovered.map(({ what, why }) => ({
        level: 'note',
        descriptor: { id: 'not-covered' },
        message: { text: `not covered: ${what}: ${why}` },
      })),
    ],
  }
}
