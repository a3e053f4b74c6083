import { formatNodeId } from './node-id.js'
import type { Project } from './suite.js'
import { formatTestId } from './test-id.js'

/** The printable name of a test file where it stands for a test: it could not be imported, or something outside of its tests failed. */
export function fileId({ runner, runnerProject, folder }: Project, file: string): string {
  const format = runner.name === 'pytest' ? formatNodeId : formatTestId
  return format({
    project: runnerProject,
    file: folder === undefined ? file : `${folder}/${file}`,
    titlePath: [],
    ordinal: 0,
  })
}
