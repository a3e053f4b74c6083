import type { Adapter } from '../adapters/adapter.js'
import { pytestAdapter } from '../adapters/pytest/adapter.js'
import { vitestAdapter } from '../adapters/vitest/adapter.js'
import { LeakcheckError } from '../errors.js'
import { requestKey } from '../model/request-key.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { OpenSuite } from '../open-suite.js'
import type { Answer, RecordedFolders, Recording } from './recording.js'

/**
 * A suite that answers from a recording and starts nothing.
 *
 * @param anew says how to record it anew, for whoever asks for a run that it does not hold
 */
export function recordedSuite(recording: Recording, anew: string): OpenSuite {
  const { suite, hosts } = recording
  const tests = new Map(suite.tests.map((test) => [test.id, test]))
  const waiting = new Map<string, Answer[]>()
  for (const answer of recording.answers) {
    const key = requestKey(answer.request)
    waiting.set(key, [...(waiting.get(key) ?? []), answer])
  }
  let given = 0
  const answerTo = (request: RunRequest): readonly RunRecord[] => {
    const answer = waiting.get(requestKey(request))?.shift()
    if (!answer) throw notHeld(request, anew)
    given += 1
    return answer.records
  }
  const foldersNow = (): RecordedFolders => {
    const past = recording.folders.filter(({ after }) => after <= given)
    return past.at(-1) ?? { after: 0, state: 'own', changed: [], lost: [] }
  }
  return {
    suite,
    runnerOf: (name) => {
      const project = suite.projects.find((each) => each.name === name)
      return { adapter: adapterOf(recording, project?.runner.name), why: 'recorded' }
    },
    test(id) {
      const test = tests.get(id)
      if (!test) throw new LeakcheckError('not-recorded', `${anew} (it does not hold ${id})`)
      return test
    },
    // It may fail at once; the pipeline waits for a promise.
    execute: (requests) => Promise.resolve().then(() => requests.flatMap(answerTo)),
    hosted: (request) =>
      request.host === 'warm'
        ? { ...request, host: hosts[request.project]?.kind ?? 'warm' }
        : request,
    clones: (project) => hosts[project]?.kind === 'forking',
    spreads: (project) => hosts[project]?.spreads === true,
    related: () => Promise.resolve({ files: [], untraced: suite.projects.map(({ name }) => name) }),
    cost: () => ({ runs: 0, processes: 0, cpuMs: 0 }),
    folders: {
      arePrivate: () => foldersNow().state === 'private',
      areShared: () => foldersNow().state === 'shared',
      changed: () => foldersNow().changed,
      lost: () => foldersNow().lost,
      census: () => undefined,
    },
    queued: recording.queued,
    leftBehind: recording.leftBehind,
    redact: (text) => text,
    price: recording.price,
  } satisfies OpenSuite
}

function notHeld({ purpose, host, order }: RunRequest, anew: string): LeakcheckError {
  const shown = order.length > 3 ? [...order.slice(0, 3), '…'] : order
  const asked = `${purpose}, ${host}, ${String(order.length)} tests: ${shown.join(', ')}`
  return new LeakcheckError('not-recorded', `${anew} (it does not hold ${asked})`)
}

/** For the words of a runner's own command; nothing is started with it. */
function adapterOf({ config }: Recording, runner = 'pytest'): Adapter {
  const { cwd, runnerArgs, fork } = config
  return runner === 'vitest'
    ? vitestAdapter({ cwd, packageDir: cwd, version: '4', runnerArgs })
    : pytestAdapter({ cwd, python: 'python', environment: {}, runnerArgs, fork })
}
