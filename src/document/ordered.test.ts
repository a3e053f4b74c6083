import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestCase } from '../model/suite.js'
import { isNamed, namesOf } from './ordered.js'

const suite = {
  projects: [
    {
      name: 'app',
      runnerProject: '',
      root: '/repo/packages/app',
      runner: { name: 'vitest', version: '4.1.12' },
      domain: 'file',
      sharedSetup: false,
    },
  ],
} as const
const [step] = suiteOf(['tests/e2e/buy.test.ts > checkout > pays [by card]']) as [TestCase]
const names = namesOf(step, suite, '/repo')

test.each([
  'tests/e2e/buy.test.ts',
  'packages/app/tests/e2e/buy.test.ts',
  'tests/e2e/buy.test.ts > checkout',
  'tests/e2e/buy.test.ts > checkout > pays [by card]',
  'tests/e2e/**',
  '**/*.test.ts',
  'tests/*/buy.*',
  'tests/e2e/buy.test.ts > check*',
  '** > checkout',
  '**/buy.test.ts > checkout > pays ?by card?',
])('the glob %j names the test, its describe or its file', (glob) => {
  expect(isNamed(names, glob)).toBe(true)
})

test.each([
  'tests/e2e',
  'tests/*',
  '*.test.ts',
  'buy.test.ts',
  'tests/e2e/buy_test.ts',
  'tests/e2e/buy.test.ts > check',
  'tests/e2e/buy.test.ts > checkout > pays',
  'checkout',
  '',
])('the glob %j names neither the test nor its describe or file', (glob) => {
  expect(isNamed(names, glob)).toBe(false)
})
