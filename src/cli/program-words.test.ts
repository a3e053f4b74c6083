import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programWords } from './program-words.js'

const inProject = '/home/me/app/node_modules/leakcheck/bin/leakcheck.js'

test.each([
  ['no package manager', '', inProject, 'npx leakcheck'],
  ['npm', 'npm/10.8.2 node/v20.20.2 linux x64', inProject, 'npx leakcheck'],
  ['pnpm', 'pnpm/10.34.9 npm/? node/v20.20.2 linux x64', inProject, 'pnpm exec leakcheck'],
  [
    'pnpm dlx',
    'pnpm/10.34.9 npm/? node/v20.20.2 linux x64',
    '/home/me/.cache/pnpm/dlx/0a1b/node_modules/leakcheck/bin/leakcheck.js',
    'pnpm dlx leakcheck',
  ],
  [
    'Yarn',
    'yarn/4.18.1 npm/? node/v20.20.2 linux x64',
    '/home/me/.yarn/berry/cache/leakcheck-npm-1.zip/node_modules/leakcheck/bin/leakcheck.js',
    'yarn leakcheck',
  ],
  [
    'yarn dlx',
    'yarn/4.18.1 npm/? node/v20.20.2 linux x64',
    '/tmp/xfs-1/dlx-42/.yarn/unplugged/leakcheck-npm-1/node_modules/leakcheck/bin/leakcheck.js',
    'yarn dlx leakcheck',
  ],
  ['Bun', 'bun/1.4.5 npm/? node/v20.20.2 linux x64', inProject, 'bunx leakcheck'],
])('called by %s, the program is $3', (_, agent, script, words) => {
  expect(programWords(script, agent).join(' ')).toBe(words)
})

test('a checkout is called by the path of its script, whichever package manager called it', () => {
  const script = join(process.cwd(), 'bin', 'leakcheck.js')
  expect(programWords(script, 'pnpm/10.34.9')).toEqual(['node', join('bin', 'leakcheck.js')])
})
