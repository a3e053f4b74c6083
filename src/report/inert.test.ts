import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert } from './inert.js'

test('colours are removed, anything else that a terminal or a CI log would act on becomes an escape, and other text stays', () => {
  expect(inert('\u001b[31mred\u001b[39m')).toBe('red')
  expect(inert('a\nb\r\u0007\u202e')).toBe('a\\nb\\r\\u{7}\\u{202e}')
  expect(inert('::error::x ##[group]')).toBe('\\u{3a}:error::x \\u{23}#[group]')
  expect(inert('größe › 漢字 🎉')).toBe('größe › 漢字 🎉')
})

/** Mostly what is dangerous. Not `unit: 'binary'`: fast-check then lists all of Unicode first, which takes most of a second. */
const nastyUnit = fc.oneof(
  fc.nat({ max: 0xff }).map((code) => String.fromCodePoint(code)),
  fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom('\u001b[', '\u009b', '\ud83c'),
)

test('any text becomes one line of well-formed text that is no longer than the limit and an ellipsis', () => {
  fc.assert(
    fc.property(fc.array(nastyUnit, { maxLength: 60 }), (units) => {
      const shown = inert(units.join(''), 40)
      // eslint-disable-next-line no-control-regex -- matching them is the point
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
      expect(shown.length).toBeLessThanOrEqual(41)
      expect(() => encodeURIComponent(shown)).not.toThrow()
    }),
  )
})
