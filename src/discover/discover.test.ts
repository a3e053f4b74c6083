import { expect, test } from 'vitest'
import { discover, type Source } from './discover.js'
import type { FileEvent, HostProject } from '../model/protocol.js'

const FILES = ['a.test.ts', 'b.test.ts', 'sub/a.test.ts']

/** A project with one test in each of those files, and which of them have been imported. */
function source(name: string, domain: HostProject['domain']): Source & { listed: string[] } {
  const listed: string[] = []
  const host = {
    name,
    root: `/p/${name}`,
    domain,
    sharedSetup: false,
    unsupported: [],
    files: FILES,
  }
  const place = { pos: '0', titlePath: ['works'], mode: 'run', concurrent: false }
  return {
    ...{ folder: '', runner: { name: 'vitest', version: '4.1.12' }, listed },
    projects: [host],
    list: (_, files) => {
      listed.push(...files)
      const events = files.map((file) => ({ file, tests: [place] }) as unknown as FileEvent)
      return Promise.resolve({ events, unhandled: [] })
    },
  }
}

async function listedOf(about: readonly string[], ...sources: ReturnType<typeof source>[]) {
  const scope = { cwd: '/p', paths: [], tests: [], jobs: 1, about: new Set(about) }
  await discover(sources, { folders: [], notCovered: [] }, scope)
  return sources.map(({ listed }) => listed)
}

test('of files with processes of their own only the one that is asked about is collected', async () => {
  const apart = source('apart', 'file')
  expect(await listedOf(['a.test.ts'], apart)).toEqual([['a.test.ts']])
})

test('what can share a process with it is collected as well, and no project that does not have it', async () => {
  const shared = source('shared', 'project')
  const other = { ...source('other', 'project') }
  other.projects = [{ ...other.projects[0], files: ['c.test.ts'] } as HostProject]
  expect(await listedOf(['b.test.ts'], shared, other)).toEqual([FILES, []])
})

test('what names no file of theirs may be anywhere', async () => {
  expect(await listedOf(['works', 'test.ts'], source('apart', 'file'))).toEqual([FILES])
})
