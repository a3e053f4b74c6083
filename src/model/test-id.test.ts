import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTestId, parseTestId, type TestIdParts } from './test-id.js'

/** Any text, and much of what the format itself uses. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(' ', '>', '[', ']', '#', '2', '\\', '\n', 'n', 'u{41}', 'é', '\ud800'),
  }),
  // Whole separators, ordinals and brackets, in a row.
  fc.string({ unit: fc.constantFrom(' > ', ' [#2]', '[a] ', '] ', '\\u{41}', 'x'), maxLength: 4 }),
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
      expect(parseTestId(formatTestId(some))).toEqual(some)
    }),
  )
})

test('different parts have different ids', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other))
      expect(formatTestId(one)).not.toBe(formatTestId(other))
    }),
  )
})

test('an id is one printable line', () => {
  fc.assert(
    fc.property(parts, (some) => {
      expect(formatTestId(some)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
    }),
  )
})

test("an id reads 'file > describe > test', with project and number added if needed", () => {
  const file = 'tests/cart.test.ts'
  expect(formatTestId({ project: '', file, titlePath: ['cart', 'adds'], ordinal: 0 })).toBe(
    'tests/cart.test.ts > cart > adds',
  )
  expect(formatTestId({ project: 'web', file, titlePath: ['adds'], ordinal: 1 })).toBe(
    '[web] tests/cart.test.ts > adds [#2]',
  )
})
