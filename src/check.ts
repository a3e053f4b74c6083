import { sayingIfRed } from './already-red.js'
import type { Config } from './config/config.js'
import { detect } from './detect.js'
import { inquire, type Inquiry } from './inquire.js'
import { judgeByBaseline } from './judge-by-baseline.js'
import type { Report } from './model/report-document.js'
import type { Suite } from './model/suite.js'
import type { OpenSuite } from './open-suite.js'
import type { Lane } from './plan/lanes.js'
import { makePlan, mostAfter, tooManyFiles } from './plan/plan.js'
import type { Ports } from './ports.js'

/**
 * Runs the suite together, alone and in other orders, repeats what differs, searches who is to blame, and reports it.
 *
 * @returns the report, also written to `report.json`; when interrupted, with what is known so far
 * @throws LeakcheckError when leakcheck could not do its job
 */
export async function check(config: Config, ports: Ports): Promise<Report> {
  const judge = judgeByBaseline(config, ports)
  const begin = (
    { clones, spreads, folders }: OpenSuite,
    lanes: readonly Lane[],
    { seed }: Config,
    asked?: ReadonlySet<string>,
    passedAlone?: ReadonlySet<string>,
  ): Inquiry => {
    // Some tests of a file by themselves are no run that the project knows.
    const stages = makePlan(lanes, {
      ...config,
      ...(config.tests.length === 0 ? { spreads } : {}),
      ...{ seed, clones },
      ...(asked ? { asked } : {}),
      ...(passedAlone ? { passedAlone } : {}),
    })
    return {
      stages,
      files: true,
      notCovered: leftOutOf(lanes, clones),
      judged: lanes.flatMap(({ tests }) => tests).filter(({ id }) => asked?.has(id) ?? true),
      detect: (log, run, stop) =>
        detect(
          stages,
          lanes,
          log,
          sayingIfRed(run, ports.emit),
          stop,
          () => folders.arePrivate() || folders.areShared(),
          clones,
        ),
    }
  }
  return inquire(config, ports, begin, { finish: judge })
}

/** What the plan leaves out from the beginning, in words. */
export function leftOutOf(
  lanes: readonly Lane[],
  clones: (project: string) => boolean,
): Suite['notCovered'] {
  const cloned = lanes.filter(({ project }) => clones(project))
  const files = new Set(
    cloned.flatMap(({ project, tests }) => tests.map(({ file }) => `${project}\n${file}`)),
  ).size
  const crowds = cloned.map(({ tests }) => tests.length).filter((tests) => mostAfter(tests) < tests)
  return [
    ...(tooManyFiles(files)
      ? [
          {
            what: `each of ${String(files)} files without the others imported`,
            why: 'a process each; `leakcheck run --no-fork` does it',
          },
        ]
      : []),
    ...crowds.map((tests) => ({
      what: `${String(tests - mostAfter(tests))} of ${String(tests)} tests again after the whole suite`,
      why: 'each such order is as long as the suite; parts of it, named by their paths, are run in all',
    })),
  ]
}
