import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config/config.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { OpenSuite } from '../open-suite.js'
import type { Answer, RecordedFolders, RecordedHost, Recording } from './recording.js'

/** A suite that is run for real, and what it has answered so far. */
export interface RecordedSuite {
  readonly open: OpenSuite
  readonly recording: () => Recording
}

/** Keeps every answer of a suite. */
export function recordSuite(open: OpenSuite, config: Config): RecordedSuite {
  const answers: Answer[] = []
  const folders: RecordedFolders[] = []
  const lookAtFolders = (): void => {
    const now = { after: answers.length, ...foldersOf(open.folders) }
    const before = folders.at(-1)
    if (before && isDeepStrictEqual({ ...before, after: now.after }, now)) return
    folders.push(now)
  }
  lookAtFolders()
  const recorded: OpenSuite = {
    ...open,
    async execute(requests) {
      const records = await open.execute(requests)
      answers.push(...paired(requests, records))
      lookAtFolders()
      return records
    },
  }
  const hostOf = (project: string): RecordedHost => ({
    kind: open.hosted({ purpose: '', project, order: [], host: 'warm' }).host,
    spreads: open.spreads(project),
  })
  return {
    open: recorded,
    recording: () => {
      const { declared: _, ...suite } = open.suite
      return {
        ...{ config, suite, answers, folders },
        hosts: Object.fromEntries(suite.projects.map(({ name }) => [name, hostOf(name)])),
        price: open.price,
        queued: open.queued,
        leftBehind: { files: open.leftBehind.files, lost: open.leftBehind.lost },
      }
    },
  }
}

function paired(requests: readonly RunRequest[], records: readonly RunRecord[]): Answer[] {
  const [first] = requests
  if (first && requests.length === 1) return [{ request: first, records }]
  if (records.length !== requests.length)
    throw new Error(`${String(requests.length)} requests, ${String(records.length)} records`)
  return requests.map((request, index) => ({ request, records: records.slice(index, index + 1) }))
}

function foldersOf(folders: OpenSuite['folders']): Omit<RecordedFolders, 'after'> {
  const state = folders.areShared() ? 'shared' : folders.arePrivate() ? 'private' : 'own'
  return { state, changed: folders.changed(), lost: folders.lost() }
}
