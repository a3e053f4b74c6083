import { posix } from 'node:path'
import type { Report, TestReport } from '../model/report-document.js'

/** A test's file relative to the repository's root: what CI systems link to. */
export function repositoryPath(
  { projects }: Report,
  { project, file }: Pick<TestReport, 'project' | 'file'>,
  pathInRepository: string,
): string {
  const root = projects.find(({ name }) => name === project)?.root ?? '.'
  return posix.join(pathInRepository, root, file)
}
