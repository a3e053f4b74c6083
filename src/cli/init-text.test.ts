import { expect, test } from 'vitest'
import { plainPaint } from '../report/paint.js'
import { initText } from './init-text.js'

const command = (words: readonly string[]) => ['npx leakcheck', ...words].join(' ')

test('a new config: its name, the runners that were found, and the commands to run next', () => {
  const runners = [
    { name: 'vitest', why: 'package.json names vitest' },
    { name: 'pytest', why: 'pytest.ini configures pytest' },
  ]
  const result = { file: 'leakcheck.config.json', written: true, runners }
  expect(initText(result, command, plainPaint)).toMatchInlineSnapshot(`
    "✓ wrote leakcheck.config.json
      runner  vitest (package.json names vitest)
      also    pytest (pytest.ini configures pytest)
      next    npx leakcheck doctor   what leakcheck can drive here, and what a run costs
              npx leakcheck run      check the suite
    "
  `)
})

test('a config that was there before is said to be left alone', () => {
  const result = { file: 'package.json, key "leakcheck"', written: false, runners: [] }
  expect(initText(result, command, plainPaint)).toMatchInlineSnapshot(`
    "✓ package.json, key "leakcheck" is there already: left alone
      next    npx leakcheck doctor   what leakcheck can drive here, and what a run costs
              npx leakcheck run      check the suite
    "
  `)
})
