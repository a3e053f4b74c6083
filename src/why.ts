import { join } from 'node:path'
import { withBaseline } from './baseline/with-baseline.js'
import { readBaseline } from './baseline-file.js'
import type { Config } from './config/config.js'
import type { CommandLine } from './document/findings.js'
import { toWhy } from './document/why.js'
import { LeakcheckError } from './errors.js'
import { readLastReport } from './last-report.js'
import type { Report, TestReport } from './model/report-document.js'
import type { OrderFile, Why } from './model/why.js'
import { pickTest } from './pick-test.js'
import { readJournal } from './run/journal.js'
import { orderFilesIn, readOrderFile } from './run/read-order.js'

/**
 * All that the last run saw of one test. Runs nothing.
 *
 * @param target its id, or a part that no other id has
 * @throws LeakcheckError when there is no report, or not exactly one such test
 */
export async function why(
  target: string,
  config: Pick<Config, 'outputDir' | 'cwd' | 'baseline' | 'failOn'>,
  commandLine: CommandLine,
): Promise<Why> {
  const { outputDir } = config
  const report = withKnown(readLastReport(outputDir), config)
  const test = theTest(target, report)
  const records = await readJournal(join(outputDir, 'journal.ndjson'), test.id)
  const orders = readOrders(outputDir, report, test)
  return toWhy({ report, test, records, orders, commandLine })
}

/** As the baseline is now: an entry may have been added since that run. */
function withKnown(
  report: Report,
  config: Parameters<typeof readBaseline>[0] & { failOn: Config['failOn'] },
): Report {
  const baseline = readBaseline(config)
  if (!baseline) return report
  const today = new Date().toISOString().slice(0, 10)
  return withBaseline(report, baseline, { failOn: config.failOn, today, prune: '' })
}

function theTest(target: string, { tests, findings }: Report): TestReport {
  const finding = findings.find(({ id }) => id === target)
  if (finding) {
    const hint = `name one of its tests, such as '${finding.victims[0] ?? ''}'`
    throw new LeakcheckError('no-such-test', `${target} is a finding, not a test`, hint, 4)
  }
  const id = pickTest(
    target,
    tests.map((test) => test.id),
  )
  const test = tests.find((each) => each.id === id)
  if (!test) throw new LeakcheckError('internal', `lost track of test ${id}`)
  return test
}

/** Of the plan, and of the findings that the test belongs to. */
function readOrders(outputDir: string, { findings }: Report, test: TestReport): OrderFile[] {
  const files = orderFilesIn(outputDir)
  const paths = [
    ...findings
      .filter(({ id }) => test.findings.includes(id))
      .flatMap(({ evidence }) => evidence.map(({ order }) => order)),
    ...[...files.keys()].filter((path) => path.startsWith('orders/')),
  ]
  return paths.flatMap((path) => {
    const file = files.get(path)
    return file === undefined ? [] : [{ path, ...readOrderFile(file, path) }]
  })
}
