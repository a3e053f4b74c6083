import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseChannel } from './parse-channel.js'

const hello = { ev: 'hello', pid: 7 } as const
const bye = { ev: 'bye', cpuMs: 12 } as const
const line = (event: object): string => `${JSON.stringify(event)}\n`

test('each line is parsed as one event', () => {
  expect(parseChannel(line(hello) + line(bye))).toEqual([hello, bye])
  expect(parseChannel('')).toEqual([])
})

test('a torn last line is dropped, wherever it was torn', () => {
  const last = line({ ev: 'end', seg: 0, pass: 0, pos: '0', outcome: 'passed', ms: 1 })
  for (let length = 0; length < last.length - 1; length++) {
    expect(parseChannel(line(hello) + last.slice(0, length))).toEqual([hello])
  }
})

test('lines that test code has written between the events are dropped', () => {
  const scribbles = [
    '',
    'null',
    '[]',
    '{"x":1}',
    '{"ev":3}',
    '{"ev',
    '\u0000\u0000',
    'hello {"ev":"bye"}',
  ]
  const text = scribbles.map((scribble) => `${scribble}\n${line(hello)}`).join('')
  expect(parseChannel(text)).toEqual(scribbles.map(() => hello))
})

test('no text makes the parser throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseChannel(`{"${text}`)))
})
