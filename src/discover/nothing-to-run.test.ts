import { expect, test } from 'vitest'
import type { HostProject } from '../model/protocol.js'
import { nothingToRun as nothing } from './nothing-to-run.js'

const project = (unsupported: HostProject['unsupported']): HostProject => ({
  name: '',
  root: '/project',
  domain: 'file',
  sharedSetup: false,
  files: [],
  unsupported,
})
const none = { notCovered: [], folders: [] }
const nothingToRun = (
  projects: Parameters<typeof nothing>[0],
  paths: readonly string[],
  wanted: (file: string) => boolean,
) => nothing(projects, paths, wanted, none)
const button = { what: 'button.test.ts', why: 'browser tests' }
const types = { what: 'types.test-d.ts', why: 'type tests' }

test('no test files, or none that match the paths: exit code 4', () => {
  expect(nothingToRun([project([])], [], () => true)).toMatchObject({
    message: 'the runner finds no test files here',
    exitCode: 4,
  })
  expect(nothingToRun([project([button])], ['cart'], () => false)).toMatchObject({
    message: 'no test file matches cart',
    exitCode: 4,
  })
})

test('only test files that leakcheck cannot run: exit code 2, with the reasons', () => {
  expect(nothingToRun([project([button, types])], [], () => true)).toMatchObject({
    code: 'nothing-to-drive',
    message: 'none of the 2 test files here can be run by leakcheck: browser tests; type tests',
    exitCode: 2,
  })
  const meant = (file: string): boolean => file === '/project/button.test.ts'
  expect(nothingToRun([project([button, types])], ['button'], meant).message).toBe(
    'the only test file here cannot be run by leakcheck: browser tests',
  )
})

test('only tests of a package that is left out: exit code 2, with the reason', () => {
  const left = {
    notCovered: [{ what: 'tests for jest in old', why: 'jest: not supported yet' }],
    folders: ['/project/old'],
  }
  expect(nothing([project([])], ['old'], () => false, left)).toMatchObject({
    message: 'tests for jest in old: jest: not supported yet',
    exitCode: 2,
  })
  expect(nothing([project([])], [], () => false, left)).toMatchObject({ exitCode: 4 })
})
