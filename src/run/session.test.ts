import { expect, test } from 'vitest'
import { openSession } from './session.js'

test('hosts that run at the same time have different slots, which replace {slot} in env values', () => {
  const session = openSession({ DATABASE: 'test_{slot}', PLAIN: 'as it is' })
  try {
    const first = session.newHost()
    const second = session.newHost()
    expect([first.env, second.env]).toEqual([
      { DATABASE: 'test_1', PLAIN: 'as it is' },
      { DATABASE: 'test_2', PLAIN: 'as it is' },
    ])
    first.free()
    expect(session.newHost().slot).toBe(1)
    expect(session.newHost().slot).toBe(3)
  } finally {
    session.close()
  }
})
