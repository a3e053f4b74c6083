import { expect, test } from 'vitest'
import { code, codeBlock } from './code.js'

test.each([
  ['plain', '`plain`'],
  ['a `tick` b', '``a `tick` b``'],
  ['`', '`` ` ``'],
  [' both ', '`  both  `'],
  ['@octocat <b> | [x](y)', '`@octocat <b> | [x](y)`'],
  ['two\nlines', '`two\\nlines`'],
  ['', '(empty)'],
])('%j', (text, shown) => expect(code(text)).toBe(shown))

test('a fence is longer than any in it', () => {
  expect(codeBlock('echo ````', 100)).toEqual(['`````sh', 'echo ````', '`````'])
})
