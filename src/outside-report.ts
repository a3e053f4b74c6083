import type { OutsideReport } from './model/report-document.js'
import type { Suite } from './model/suite.js'
import type { OpenSuite } from './open-suite.js'

/** What the report says of the project's files; undefined: tests were not seen to change them. */
export function outsideOf({
  folders,
  leftBehind,
}: Pick<OpenSuite, 'folders' | 'leftBehind'>): OutsideReport | undefined {
  const copies = folders.arePrivate()
  if (!copies && !folders.areShared()) return undefined
  const now = folders.changed().map(({ path, change }) => ({ path, change }))
  const before = leftBehind.files.map((path) => ({ path, change: 'created' as const }))
  return { copies, left: [...now, ...before] }
}

/** What copies of the project could not do for its tests, in words. */
export function notKept({
  folders,
  leftBehind,
}: Pick<OpenSuite, 'folders' | 'leftBehind'>): Suite['notCovered'] {
  const lost = folders.lost().map(({ path }) => path)
  return [
    ...(folders.areShared()
      ? [
          {
            what: 'each run with files of its own',
            why: 'tests change files of the project, and do not work in a copy of it: runs met what others had left',
          },
        ]
      : []),
    ...firstStateOf(
      lost,
      'tests changed it before there was a copy: the project is too large to be kept from the beginning',
    ),
    ...firstStateOf(
      leftBehind.lost,
      'it has changed during the last run, which was killed: no copy of what it was is left',
    ),
  ]
}

function firstStateOf(paths: readonly string[], why: string): Suite['notCovered'] {
  if (paths.length === 0) return []
  const more = paths.length > 3 ? ` and ${String(paths.length - 3)} more` : ''
  return [{ what: `the first state of ${paths.slice(0, 3).join(', ')}${more}`, why }]
}
