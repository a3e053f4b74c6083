import { readFileSync } from 'node:fs'
import { basename, extname, join, relative, sep } from 'node:path'
import { changedSince } from '../basis.js'
import { fileKey } from '../model/file-key.js'
import type { Project } from '../model/suite.js'
import type { OpenSuite } from '../open-suite.js'
import type { PassedAlone } from '../run/passed-alone.js'
import type { TreeDigests } from '../run/tree/digest-tree.js'
import { changedPaths, reachOf, type Known } from './reach.js'

/** Of what was kept, all that no change since can have reached. */
export async function stillTrue(
  before: PassedAlone,
  now: Pick<PassedAlone, 'files' | 'basis'>,
  {
    root,
    cwd,
    open,
  }: {
    readonly root: string
    readonly cwd: string
    readonly open: Pick<OpenSuite, 'suite' | 'related'>
  },
  say: (message: string) => void,
): Promise<PassedAlone['tests']> {
  const anew = (what: string): PassedAlone['tests'] => {
    say(`every test is run, as ${what} changed`)
    return {}
  }
  const other = changedSince(before.basis, now.basis)
  if (other !== undefined) return anew(other)
  const changed = changedPaths(before.files, now.files)
  const reach = await reachOf(changed, (path) => path in now.files, {
    root,
    testFiles: testFilesOf(before, open.suite, root),
    related: open.related,
    isNamed: (path) => isNamed(path, root, now.files),
  })
  const named = (path: string) =>
    path in before.files || path in now.files ? relative(cwd, join(root, path)) : path
  if ('everything' in reach) return anew(named(reach.everything))
  for (const [project, path] of reach.projects)
    say(`every test of ${project} is run, as ${named(path)} changed`)
  const known = new Set(open.suite.projects.map(({ name }) => name))
  const isSame = (key: string): boolean => {
    const [project = ''] = key.split('\n')
    return known.has(project) && !reach.projects.has(project) && !reach.files.has(key)
  }
  return Object.fromEntries(Object.entries(before.tests).filter(([key]) => isSame(key)))
}

/** Those that there were, and those that there are. */
function testFilesOf(
  before: PassedAlone,
  { projects, tests }: OpenSuite['suite'],
  root: string,
): Known['testFiles'] {
  const own = new Map(projects.map((project) => [project.name, project]))
  const keys = new Set([...Object.keys(before.tests), ...tests.map(fileKey)])
  const found = [...keys].flatMap((key) => {
    const [name = '', file = ''] = key.split('\n')
    const project = own.get(name)
    return project ? [[pathOf(project, file, root), { project: name, file }] as const] : []
  })
  return new Map(found)
}

function pathOf(project: Project, file: string, root: string): string {
  return relative(root, join(project.root, file)).split(sep).join('/')
}

/** An import of a file holds its name without the extension, in whatever language. */
function isNamed(path: string, root: string, files: TreeDigests): boolean {
  const extension = extname(path)
  const name = basename(path, extension)
  return Object.keys(files)
    .filter((other) => other !== path && extname(other) === extension)
    .some((other) => textOf(join(root, other)).includes(name))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
