import fc from 'fast-check'
import { suiteOf } from './outline.fixture.js'
import type { TestCase } from './suite.js'

/** For tests: suites of up to twelve tests in up to three files, describes up to two deep. */
export const suites: fc.Arbitrary<TestCase[]> = fc
  .array(fc.tuple(fc.nat({ max: 2 }), fc.array(fc.nat({ max: 2 }), { maxLength: 2 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((places) =>
    suiteOf(
      places.map(([file, groups], index) =>
        [
          `f${String(file)}`,
          ...groups.map((group) => `g${String(group)}`),
          `t${String(index)}`,
        ].join(' > '),
      ),
    ),
  )

/** For tests: a suite and one of its tests. */
export const suitesWithTest = suites.chain((tests) =>
  fc.record({ tests: fc.constant(tests), test: fc.constantFrom(...tests) }),
)
