import { expect, test } from 'vitest'
import { toFailure } from './to-failure.js'

test('a long message is kept up to 1000 characters with its numbers, and without them up to 300', () => {
  const { message, normalized } = toFailure({ type: 'Error', message: `17 of ${'x'.repeat(5000)}` })
  expect(message).toHaveLength(1001)
  expect(message.startsWith('17 of')).toBe(true)
  expect(normalized).toHaveLength(300)
})

test.each([
  [
    'calls of a mock',
    'expected "save" to not be called\n\nReceived:\n\n  1st save call:\n\n    Array [\n      "a",\n    ]\n',
  ],
  [
    'a document',
    'expected "save" to not be called\n\nIgnored nodes: comments, script, style\n<body>\n  <p>a</p>\n</body>',
  ],
])('the reason that keys are made of holds no list of what has happened: %s', (_, message) => {
  const { normalized, message: shown } = toFailure({ type: 'AssertionError', message })
  expect(normalized).toBe('expected "save" to not be called')
  expect(shown).toBe(message)
})
