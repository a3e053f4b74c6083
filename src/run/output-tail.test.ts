import { expect, test } from 'vitest'
import { outputTail } from './output-tail.js'

const KEPT = 16_384

test('short output is kept as it is', () => {
  const output = outputTail()
  output.push('one\n')
  output.push(Buffer.from('two\n'))
  expect(output.text()).toBe('one\ntwo\n')
})

test('of long output the end is kept, with the number of characters before it', () => {
  const output = outputTail()
  for (let index = 0; index < 10_000; index++)
    output.push(`line ${String(index).padStart(5, '0')}\n`)
  const [note = '', ...lines] = output.text().split('\n')
  expect(note).toBe(`[… ${String(110_000 - KEPT)} characters left out]`)
  expect(lines.join('\n')).toHaveLength(KEPT)
  expect(output.text().endsWith('line 09999\n')).toBe(true)
})

test('of endless output no more than a fixed length is kept', () => {
  const output = outputTail()
  const chunk = 'x'.repeat(1_000_000)
  for (let index = 0; index < 20; index++) output.push(chunk)
  expect(output.text().length).toBeLessThan(KEPT + 100)
})

test('after clearing, nothing of the earlier output is left', () => {
  const output = outputTail()
  output.push('x'.repeat(100_000))
  output.clear()
  expect(output.text()).toBe('')
  output.push('new')
  expect(output.text()).toBe('new')
})
