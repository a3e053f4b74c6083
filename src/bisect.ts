import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from './config/config.js'
import { LeakcheckError } from './errors.js'
import type { GivenName, GivenOrder } from './given/given-order.js'
import { match } from './given/match.js'
import { readGiven } from './given/read-given.js'
import { inquire } from './inquire.js'
import { inquiryInto } from './inquiry-into.js'
import { readLastReport } from './last-report.js'
import { BISECT_FOLDER } from './model/bisect-folder.js'
import { parseNodeId } from './model/node-id.js'
import type { Order } from './model/order.js'
import type { Report } from './model/report-document.js'
import type { TestCase } from './model/suite.js'
import { parseTestId } from './model/test-id.js'
import type { OpenSuite } from './open-suite.js'
import type { Lane } from './plan/lanes.js'
import { regrouped } from './plan/given-order.js'
import { pickTest } from './pick-test.js'
import type { Ports } from './ports.js'
import { orderFilesIn, readOrderFile } from './run/read-order.js'
import { readText } from './run/read-text.js'

/**
 * Who makes this one test fail, or pass? Only orders that it is in are run, and no further than to it. The result is kept beside
 * that of the last run.
 *
 * @param target its id, or a part that no other id has
 * @param from where the order is from in which it failed: a file, or `last` for the last run; undefined: the suite's own
 * @throws LeakcheckError when there is no such test, or no such order
 */
export async function bisect(
  target: string,
  from: string | undefined,
  config: Config,
  ports: Ports,
): Promise<Report> {
  const given = from === undefined ? [] : readOrders(from, target, config)
  const searched = { ...config, paths: [], tests: [], lastFailed: false, cache: false }
  const begin: Parameters<typeof inquire>[2] = (open, lanes) => {
    const victim = theTest(target, open)
    const lane = lanes.find(({ tests }) => tests.includes(victim))
    if (!lane) {
      const hint = 'take the mark away, or name a test that runs'
      throw new LeakcheckError('skipped-test', `${victim.id} is marked to be skipped`, hint)
    }
    const order = from === undefined ? undefined : givenFor(victim, lane, given, from, open, ports)
    return inquiryInto(victim, lane, order)
  }
  const manner = { beside: BISECT_FOLDER, about: new Set(filesNamedBy(target)) }
  return inquire(searched, { ...ports, commandLine: besideRun(ports.commandLine) }, begin, manner)
}

/** The file that an id begins with, as either runner's ids would have it. */
function filesNamedBy(id: string): readonly string[] {
  return [parseTestId(id).file, parseNodeId(id).file]
}

/** What is replayed is this result's, not the last run's. */
function besideRun(commandLine: Ports['commandLine']): Ports['commandLine'] {
  return ([command = '', ...operands]) =>
    commandLine([
      command,
      ...(command === 'replay' ? operands.map((each) => `${BISECT_FOLDER}/${each}`) : operands),
    ])
}

function theTest(target: string, { suite, test, redact }: OpenSuite): TestCase {
  return test(
    pickTest(
      redact(target),
      suite.tests.map(({ id }) => id),
    ),
  )
}

/** Of several processes, the one that the test ran in. */
function givenFor(
  victim: TestCase,
  lane: Lane,
  given: readonly GivenOrder[],
  from: string,
  { suite, redact }: OpenSuite,
  { emit }: Ports,
): Order {
  const matched = given.map((each) => match(asShown(each, redact), suite.tests))
  const own = matched.find(({ tests }) => tests.includes(victim))
  if (!own) {
    const known = matched.reduce((sum, { tests }) => sum + tests.length, 0)
    throw new LeakcheckError(
      'not-in-order',
      `${from} does not name ${victim.id}`,
      known === 0
        ? 'it names no test of this suite: one id a line as `leakcheck list` prints them, `pytest -v`, or JUnit XML'
        : `it names ${String(known)} other tests of this suite`,
    )
  }
  if (own.unknown > 0) {
    const message = `${from}: ${String(own.unknown)} names are no tests of this suite, and are left out`
    emit({ kind: 'notice', message })
  }
  const mates = own.tests.filter((test) => lane.tests.includes(test))
  const isFree = suite.projects.find(({ name }) => name === lane.project)?.runner.name === 'pytest'
  return isFree ? mates.map(({ id }) => id) : regrouped(mates)
}

/** A secret in a name is not shown in ids either. */
function asShown({ names, ...rest }: GivenOrder, redact: OpenSuite['redact']): GivenOrder {
  const shown = names.map((name): GivenName =>
    Object.fromEntries(
      Object.entries(name).map(([key, value]: [string, string]) => [key, redact(value)]),
    ),
  )
  return { ...rest, names: shown }
}

const FORMS =
  'it takes a file with one test id a line, what `pytest -v` printed, a JUnit file, or `last`'

/** @throws LeakcheckError when it cannot be read */
function readOrders(from: string, target: string, config: Config): readonly GivenOrder[] {
  if (from === 'last' && !existsSync(resolve(config.cwd, from)))
    return [lastOrderOf(target, config)]
  const file = resolve(config.cwd, from)
  if (!existsSync(file)) {
    throw new LeakcheckError('no-such-order', `no file at ${from}`, FORMS)
  }
  try {
    return readGiven(readText(file))
  } catch (cause) {
    const [why = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    const options = { cause }
    throw new LeakcheckError('bad-order', `${from} cannot be read: ${why}`, FORMS, 2, options)
  }
}

/** The order of the last run in which the test failed. */
function lastOrderOf(target: string, { outputDir }: Config): GivenOrder {
  const { tests, findings } = readLastReport(outputDir)
  const id = pickTest(
    target,
    tests.map((test) => test.id),
  )
  const finding = findings.find(({ victims }) => victims.includes(id))
  const evidence = finding?.evidence.find(
    ({ what, proof, victims = [id] }) =>
      what !== 'alone' && proof === undefined && victims.includes(id),
  )
  if (!evidence) {
    throw new LeakcheckError(
      'no-such-order',
      `the last run has no finding with ${id}`,
      'without --order-from, the order is that of the suite',
    )
  }
  const file = orderFilesIn(outputDir).get(evidence.order)
  if (file === undefined) {
    const message = `the order in which it failed is not there any more: ${evidence.order}`
    throw new LeakcheckError('no-such-order', message, 'leakcheck run writes it anew')
  }
  return { names: readOrderFile(file, evidence.order).order.map((id) => ({ id })) }
}
