import type { RunRecord } from './model/run.js'
import type { OpenSuite } from './open-suite.js'
import type { Workspace } from './run/workspace.js'

/**
 * Writes to the journal what a leakcheck that goes on from it has to know of the project's files: what there was before any test,
 * at once; how runs are kept apart, as soon as that has changed.
 *
 * @returns what writes a record there
 */
export function notingFolders(
  { note, journal }: Pick<Workspace, 'note' | 'journal'>,
  { census, arePrivate, areShared }: OpenSuite['folders'],
): (record: RunRecord) => void {
  const tree = census()
  if (tree) note({ tree: Object.fromEntries(tree) })
  let noted = 'own'
  const noteIfNew = (): void => {
    const folders = areShared() ? 'shared' : arePrivate() ? 'private' : 'own'
    if (folders !== noted) note({ folders })
    noted = folders
  }
  noteIfNew()
  return (record) => {
    // Runs that follow rest on it.
    noteIfNew()
    journal(record)
  }
}
