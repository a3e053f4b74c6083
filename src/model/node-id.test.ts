import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNodeId, parseNodeId } from './node-id.js'
import type { TestIdParts } from './test-id.js'

/** Any text, and much of what the format itself uses. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(' ', ':', '[', ']', '#', '2', '\\', '\n', 'n', 'u{41}', 'é', '\ud800'),
  }),
  // Whole separators, ordinals and brackets, in a row.
  fc.string({ unit: fc.constantFrom('::', ' [#2]', '[a] ', '] ', '\\u{41}', 'x'), maxLength: 4 }),
)
const parts: fc.Arbitrary<TestIdParts> = fc.record({
  project: text,
  file: text,
  titlePath: fc.array(text, { maxLength: 3 }),
  ordinal: fc.nat({ max: 3 }),
})

test('parsing an id gives back the parts that it was made of', () => {
  fc.assert(
    fc.property(parts, (some) => {
      expect(parseNodeId(formatNodeId(some))).toEqual(some)
    }),
  )
})

test('different parts have different ids', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other))
      expect(formatNodeId(one)).not.toBe(formatNodeId(other))
    }),
  )
})

test('an id is one printable line', () => {
  fc.assert(
    fc.property(parts, (some) => {
      expect(formatNodeId(some)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
    }),
  )
})

test('an id looks like a node id of pytest, with project and number added if needed', () => {
  const file = 'tests/test_cart.py'
  const id = (...titlePath: string[]) => formatNodeId({ project: '', file, titlePath, ordinal: 0 })
  expect(id('TestCart', 'test_adds[a::b-\\n-c d]')).toBe(
    'tests/test_cart.py::TestCart::test_adds[a::b-\\n-c d]',
  )
  expect(id('a\nb')).toBe('tests/test_cart.py::a\\u{a}b')
  expect(formatNodeId({ project: 'api', file, titlePath: ['test_a'], ordinal: 1 })).toBe(
    '[api] tests/test_cart.py::test_a [#2]',
  )
})
