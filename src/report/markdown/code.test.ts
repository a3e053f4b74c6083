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
])('as inline code, %j is written %j', (text, shown) => expect(code(text)).toBe(shown))

test('the fence of a code block is longer than any row of backticks in it', () => {
  expect(codeBlock('echo ````', 100)).toEqual(['`````sh', 'echo ````', '`````'])
})
