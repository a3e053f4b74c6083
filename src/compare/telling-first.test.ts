import { expect, test } from 'vitest'
import { runRecord, type Entry } from '../model/run-record.fixture.js'
import { tellingFirst } from './telling-first.js'

const ran = (purpose: string, ...words: readonly string[]) =>
  runRecord(
    purpose,
    words.map((word, at): Entry => [`${String(at)} ${word}`, word]),
  )

test('of the orders of the stage pairs the shortest comes first, then the one in which most tests fail; others stay before them', () => {
  const [one, two, short, own] = [
    ran('pairs:1', 'boom', 'passed', 'passed'),
    ran('pairs:2', 'boom', 'boom', 'passed'),
    ran('pairs', 'passed', 'boom'),
    ran('together', 'passed', 'passed', 'passed'),
  ]
  expect(tellingFirst([one, two, short, own])).toEqual([own, short, two, one])
})

test('other stages stay as they are', () => {
  const records = [
    ran('reverse', 'passed', 'passed'),
    ran('shuffle:1', 'boom'),
    ran('twice', 'boom', 'boom'),
  ]
  expect(tellingFirst(records)).toEqual(records)
})
