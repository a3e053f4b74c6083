import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert } from './inert.js'

test('colours go, everything else that acts is shown as an escape', () => {
  expect(inert('\u001b[31mred\u001b[39m')).toBe('red')
  expect(inert('a\nb\r\u0007\u202e')).toBe('a\\nb\\r\\u{7}\\u{202e}')
  expect(inert('::error::x ##[group]')).toBe('\\u{3a}:error::x \\u{23}#[group]')
  expect(inert('größe › 漢字 🎉')).toBe('größe › 漢字 🎉')
})

test('whatever comes in is one line of bounded, well-formed text', () => {
  const nasty = fc.string({
    maxLength: 60,
    unit: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom('\u001b[', '\u009b', '\ud83c'),
    ),
  })
  fc.assert(
    fc.property(nasty, (text) => {
      const shown = inert(text, 40)
      // eslint-disable-next-line no-control-regex -- matching them is the point
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
      expect(shown.length).toBeLessThanOrEqual(41)
      expect(() => encodeURIComponent(shown)).not.toThrow()
    }),
  )
})
