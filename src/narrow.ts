import { basename } from 'node:path'
import { pinsVersions } from './basis.js'
import type { Config } from './config/config.js'
import { changedFiles } from './changed-files.js'
import { readLastVerdicts } from './last-verdicts.js'
import type { Emit } from './model/event.js'
import { fileKey } from './model/file-key.js'
import type { Suite, TestCase } from './model/suite.js'
import type { OpenSuite } from './open-suite.js'

/** What is looked at of a suite. */
export interface Narrowed {
  readonly suite: Suite
  /** Of its tests those that get a verdict; the others are their company. Undefined: all. */
  readonly asked?: ReadonlySet<string>
}

/**
 * Of the suite what `--changed` and `--last-failed` ask about, with every test that can share a process with it: whoever pollutes
 * it is among those.
 *
 * @throws LeakcheckError when there is no last report, or no such revision
 */
export async function narrow(config: Config, open: OpenSuite, emit: Emit): Promise<Narrowed> {
  const say = (message: string) => emit({ kind: 'notice', message })
  const changed = config.changed === undefined ? undefined : await reached(config, open, say)
  const failed = config.lastFailed
    ? new Set(readLastVerdicts(config).map(({ id }) => id))
    : undefined
  if (!changed && !failed) return { suite: open.suite }
  const isAsked = (test: TestCase): boolean =>
    (changed?.has(fileKey(test)) ?? true) && (failed?.has(test.id) ?? true)
  const asked = open.suite.tests.filter(isAsked)
  const domains = new Set(asked.map(({ domain }) => domain))
  const tests = open.suite.tests.filter(({ domain }) => domains.has(domain))
  const left = open.suite.tests.length - tests.length
  const why = failed ? 'clean when they were last compared' : 'out of reach of what has changed'
  if (tests.length === 0) say(failed ? noneOf(failed.size) : 'no test reaches what has changed')
  const suite = {
    ...open.suite,
    tests,
    notCovered:
      left === 0
        ? open.suite.notCovered
        : [...open.suite.notCovered, { what: `${String(left)} of ${String(left + tests.length)} tests`, why }],
  } // prettier-ignore
  return { suite, ...(failed ? { asked: new Set(asked.map(({ id }) => id)) } : {}) }
}

function noneOf(failed: number): string {
  if (failed === 0) return 'every test was clean when it was last compared: nothing to run'
  const [was, them] = failed === 1 ? ['test was', 'it'] : ['tests were', 'them']
  return `${String(failed)} ${was} not clean when last compared, and this selection has none of ${them}: nothing to run`
}

/** Test files that reach what has changed; undefined: all, and it is said why. */
async function reached(
  { cwd, changed: ref }: Config,
  open: OpenSuite,
  say: (message: string) => void,
): Promise<ReadonlySet<string> | undefined> {
  const changed = await changedFiles(cwd, ref === true ? undefined : ref)
  if ('unknown' in changed) {
    say(`every test, as what has changed is not known: ${changed.unknown}`)
    return undefined
  }
  const pin = changed.files.find((file) => pinsVersions(basename(file)))
  if (pin !== undefined) {
    say(`every test, as ${basename(pin)} has changed`)
    return undefined
  }
  if (changed.files.length === 0) return new Set()
  const { files, untraced } = await open.related(changed.files)
  for (const project of untraced)
    say(`every test of ${project}, as its runner does not say what they import`)
  const all = open.suite.tests.filter(({ project }) => untraced.includes(project)).map(fileKey)
  return new Set([...files, ...all])
}
