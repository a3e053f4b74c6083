import type { Verdict } from './compare/confirm.js'
import { folded, unfoldedRequest, wholeFiles, type WholeFile } from './compare/whole-files.js'
import type { RunStage } from './detect.js'
import { fileId } from './model/file-id.js'
import type { RunRecord, RunRequest } from './model/run.js'
import type { Suite, TestCase } from './model/suite.js'
import type { Lane } from './plan/lanes.js'

/** Files of these tests in which something failed that is no test's failure. */
export function troubledFiles(
  records: readonly RunRecord[],
  lanes: readonly Lane[],
  judged: readonly TestCase[],
  { projects }: Pick<Suite, 'projects'>,
): WholeFile[] {
  const asked = new Set(judged.map(({ project, file }) => `${project}\n${file}`))
  return wholeFiles(records, lanes, ({ project, file }) => {
    const own = projects.find(({ name }) => name === project)
    return own ? fileId(own, file) : file
  }).filter(({ test: { project, file } }) => asked.has(`${project}\n${file}`))
}

/** Runs requests in which files stand for their tests, and says of each run what it says of its tests. */
export function unfolding(run: RunStage, files: readonly WholeFile[]): RunStage {
  return (stage, requests, stop) =>
    run(
      stage,
      requests.flatMap((request) => unfoldedRequest(request, files) ?? []),
      stop,
    )
}

/** The same, for whoever asks about files: each run is answered as it was asked for, and as it was run. */
export function folding(run: RunStage, files: readonly WholeFile[]): RunStage {
  return async (stage, requests, stop) => {
    const records = await unfolding(run, files)(stage, requests, stop)
    const impossible = requests.filter((request) => !unfoldedRequest(request, files))
    return [
      ...records,
      ...files.flatMap((file) => records.flatMap((record) => folded(record, file) ?? [])),
      ...impossible.map(saysNothing),
    ]
  }
}

function saysNothing(request: RunRequest): RunRecord {
  return {
    run: '',
    request,
    end: { kind: 'void', why: 'a file would have to run in two parts' },
    results: request.order.map((id) => ({ id, outcome: 'missing', durationMs: 0 })),
    stray: [],
    wallMs: 0,
    cpuMs: 0,
    processes: 0,
  }
}

/**
 * Of files only those whose tear-down company makes fail, or may. One that fails by itself as well is red without any company. And
 * what ends with the session fails behind whichever file comes last: that it does not fail elsewhere is no news.
 */
export function isTold({ test, judgement }: Verdict): boolean {
  return (
    !test.tearDown || ['victim', 'masked', 'undecided', 'not-compared'].includes(judgement.kind)
  )
}

/** The suite with those files, each behind its tests. */
export function withFilesOf(suite: Suite, verdicts: readonly Verdict[]): Suite {
  const files = verdicts.flatMap(({ test }) => (test.tearDown ? [test] : []))
  if (files.length === 0) return suite
  const last = (own: TestCase): number =>
    suite.tests.findLastIndex(({ project, file }) => project === own.project && file === own.file)
  const behind = new Map(files.map((each) => [last(each), each]))
  return {
    ...suite,
    tests: suite.tests.flatMap((test, index) => [test, behind.get(index) ?? []].flat()),
  }
}
