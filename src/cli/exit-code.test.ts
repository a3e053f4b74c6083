import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXIT_CODES } from './exit-code.js'

test('the table of exit codes in docs/exit-codes.md is the same as in the code', () => {
  const page = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, text = '']) => [
    code,
    text.replaceAll('`', ''),
  ])
  expect(Object.fromEntries(rows)).toEqual(EXIT_CODES)
})
