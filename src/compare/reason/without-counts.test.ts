import { expect, test } from 'vitest'
import { withoutCounts } from './without-counts.js'

test.each([
  '429 Too Many Requests',
  '404: Not Found',
  'manifest: HTTP 503',
  'HTTP/1.1 503',
  'Request failed with status code 500',
  'got {"statusCode":404}',
  'status=401',
  'expected 429 to be 200 // Object.is equality',
  'assert 500 == 200',
  'Expected values to be strictly equal: 403 !== 201',
])('the HTTP status in %j is no count and stays', (text) => {
  expect(withoutCounts(text).replace('HTTP/<n>.<n>', 'HTTP/1.1')).toBe(text)
})

test.each([
  ['expected 7 to be 3', 'expected 8 to be 3'],
  ['got 120 of 429', 'got 121 of 430'],
  // Lengths of growing lists that happen to look like an HTTP status.
  ['expected 404 to be 403', 'expected 405 to be 403'],
  ['expected 201 to be 200', 'expected 202 to be 200'],
  ['expected 429 to be 28', 'expected 430 to be 28'],
  ["expected 'user_429' to be 'user_200'", "expected 'user_430' to be 'user_200'"],
  ['INV-0429 to be 200', 'INV-0500 to be 200'],
  ['429 tests too many', '430 tests too many'],
  ['the status of 404 orders', 'the status of 405 orders'],
  ['pid 4711 is gone', 'pid 404 is gone'],
])('without their counts, %j and %j are the same', (one, other) => {
  expect(withoutCounts(one)).toBe(withoutCounts(other))
})
