import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config/config.js'
import type { OpenSuite } from '../open-suite.js'
import { answeringFrom, paired } from './known-answers.js'
import type { Answer, RecordedFolders, RecordedHost, Recording } from './recording.js'

/** A suite that is run for real, and what it has answered so far. */
export interface RecordedSuite {
  readonly open: OpenSuite
  readonly recording: () => Recording
}

/**
 * Keeps every answer of a suite.
 *
 * @param known what it need not be asked again
 */
export function recordSuite(open: OpenSuite, config: Config, known?: Recording): RecordedSuite {
  const answersTo = known
    ? answeringFrom(known, open.execute)
    : async (requests: Parameters<OpenSuite['execute']>[0]) =>
        paired(requests, await open.execute(requests))
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
      const given = await answersTo(requests)
      answers.push(...given)
      lookAtFolders()
      return given.flatMap(({ records }) => records)
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
        price: known?.price ?? open.price,
        queued: open.queued,
        leftBehind: { files: open.leftBehind.files, lost: open.leftBehind.lost },
      }
    },
  }
}

function foldersOf(folders: OpenSuite['folders']): Omit<RecordedFolders, 'after'> {
  const state = folders.areShared() ? 'shared' : folders.arePrivate() ? 'private' : 'own'
  return { state, changed: folders.changed(), lost: folders.lost() }
}
