import { expect, test } from 'vitest'
import type { Finding } from '../model/report-document.js'
import { reasonsOf } from './evidence.js'

const failure = (message: string): Finding['failure'] => ({
  type: 'AssertionError',
  message,
  normalized: message,
})
const finding = (first: string, ...others: string[]): Finding =>
  ({
    kind: 'victim',
    status: 'confirmed',
    victims: ['a', 'b'],
    failure: failure(first),
    otherFailures: others.map(failure),
    evidence: [{ what: 'together', failed: 5, total: 5 }],
  }) as unknown as Finding

test('victims with other errors: each first line once', () => {
  expect(reasonsOf(finding('429', 'assert 1 >= 2\n+ here', 'assert 1 >= 2\n+ there'))).toEqual([
    'most: 429',
    'others: assert 1 >= 2',
  ])
})

test('errors that differ only below their first line are shown as one, and not called the same', () => {
  expect(reasonsOf(finding('assert 1 >= 2\n+ here', 'assert 1 >= 2\n+ there'))).toEqual([
    'error: assert 1 >= 2',
  ])
})
