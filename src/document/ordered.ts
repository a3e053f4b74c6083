import { relative, join } from 'node:path'
import { formatNodeId } from '../model/node-id.js'
import type { Suite, TestCase } from '../model/suite.js'
import { formatTestId } from '../model/test-id.js'

/** What `ordered` may name of a test: its file, a describe or class that it is in, itself. */
export interface Names {
  readonly file: string
  /** The same from where leakcheck was started. */
  readonly path: string
  /** The ids of its describes, the outermost first, then its own. */
  readonly ids: readonly string[]
}

export function namesOf(test: TestCase, { projects }: Pick<Suite, 'projects'>, cwd: string): Names {
  const project = projects.find(({ name }) => name === test.project)
  const format = project?.runner.name === 'pytest' ? formatNodeId : formatTestId
  const groups = test.titlePath.slice(0, -1).map((_, depth) =>
    format({
      project: project?.runnerProject ?? '',
      file: test.file,
      titlePath: test.titlePath.slice(0, depth + 1),
      ordinal: 0,
    }),
  )
  const path = relative(cwd, join(project?.root ?? cwd, test.file)).replaceAll('\\', '/')
  return { file: test.file, path, ids: [...groups, test.id] }
}

/** Whether a glob names a test; a name that is written out means itself, whatever brackets and stars are in it. */
export function isNamed({ file, path, ids }: Names, glob: string): boolean {
  const all = [file, path, ...ids]
  if (all.includes(glob)) return true
  const pattern = toPattern(glob)
  return all.some((name) => pattern.test(name))
}

/** `*` and `?` stay inside a folder's name, `**` does not. */
function toPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : `\\${part}`
  })
  return new RegExp(`^${source}$`, 'su')
}
