import { fileId } from '../model/file-id.js'
import type { FileEvent } from '../model/protocol.js'
import type { Project, TestCase } from '../model/suite.js'
import { formatNodeId } from '../model/node-id.js'
import { formatTestId } from '../model/test-id.js'

/** A test, and where the runner would run it. */
export interface RankedTest extends TestCase {
  readonly rank?: number
}

/** The tests of one file as declared; a file that could not be imported counts as one test. */
export function toTests(
  project: Project,
  file: string,
  event: FileEvent | undefined,
): RankedTest[] {
  const domain =
    project.domain === 'file'
      ? `${project.name}/${file}`
      : `${project.name}/(${event?.environment ?? 'node'})`
  const base = { project: project.name, file, domain }
  const format = project.runner.name === 'pytest' ? formatNodeId : formatTestId
  const id = (titlePath: readonly string[], ordinal: number): string =>
    format({
      project: project.runnerProject,
      file: project.folder === undefined ? file : `${project.folder}/${file}`,
      titlePath,
      ordinal,
    })
  if (!event || event.failure) {
    return [
      {
        ...base,
        id: fileId(project, file),
        titlePath: [],
        ordinal: 0,
        position: [],
        mode: 'run',
        concurrent: false,
      },
    ]
  }
  const seen = new Map<string, number>()
  return event.tests.map((listed) => {
    const { pos, titlePath, mode, concurrent, isolated, timeoutMs, retried, line, rank } = listed
    const key = JSON.stringify(titlePath)
    const ordinal = seen.get(key) ?? 0
    seen.set(key, ordinal + 1)
    return {
      ...base,
      id: id(titlePath, ordinal),
      ...(isolated ? { isolated, domain: `${domain} ${id(titlePath, ordinal)}` } : {}),
      titlePath,
      ordinal,
      ...(line === undefined ? {} : { line }),
      position: pos.split('.').map(Number),
      mode,
      concurrent,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(retried ? { retried } : {}),
      ...(rank === undefined ? {} : { rank }),
    }
  })
}
