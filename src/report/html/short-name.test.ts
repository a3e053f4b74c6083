import { expect, test } from 'vitest'
import { shortName } from './short-name.js'

test.each([
  ['what fits stays', 'tests/a.py::test_one', 20, 'tests/a.py::test_one'],
  [
    'folders go first, from the middle of the path',
    'packages/shop/test/unit/cart.test.ts > sums up',
    34,
    'packages/…/cart.test.ts > sums up',
  ],
  [
    'then all folders',
    'packages/shop/cart.test.ts > sums up an order',
    37,
    '…/cart.test.ts > sums up an order',
  ],
  [
    'then the beginning of the title, between words',
    'cart.test.ts > sums up an order with discounts',
    34,
    'cart.test.ts…order with discounts',
  ],
  [
    'words of a Python name',
    'tests/test_shop.py::test_sums_up_an_order_with_discounts',
    39,
    'test_shop.py…_an_order_with_discounts',
  ],
  [
    'a name without a path keeps its first word',
    'L12  app.limiter._storage.storage',
    22,
    'L12…_storage.storage',
  ],
  [
    'the end of the title, where the file is too long a name',
    'a-file-with-quite-a-long-name.test.ts > sums up',
    14,
    '…sums up',
  ],
])('%s', (_, label, room, short) => expect(shortName(label, room)).toBe(short))

test('only a word that is longer than the room is cut itself, never between the halves of a character', () => {
  expect(shortName(`a.ts > ${'x'.repeat(50)}`, 10)).toBe('…xxxxxxxxx')
  expect(shortName('😀'.repeat(20), 10)).toBe(`…${'😀'.repeat(4)}`)
})

test('whatever it is called, a short name is no longer than the room', () => {
  const labels = [
    '',
    ' > ',
    '::',
    '/'.repeat(40),
    ' '.repeat(40),
    'a/ > b::c/',
    '\ud83d'.repeat(30),
  ]
  for (const label of labels)
    for (const room of [1, 2, 5, 20])
      expect(shortName(label, room).length).toBeLessThanOrEqual(room)
})
