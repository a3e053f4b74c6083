import { expect } from 'vitest'
import { marked } from './marked.js'
import type { Moment } from './moments.js'
import { startLeakcheck } from './start-leakcheck.js'

/** Starts leakcheck and kills it (`kill -9`) at a moment; nothing that it had started is left. */
export async function killLeakcheck(
  args: readonly string[],
  suite: string,
  moment: Moment,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const mark = marked()
  const running = startLeakcheck(args, suite, { ...env, ...mark.env })
  await moment(running)
  running.kill('SIGKILL')
  await running
  expect(await mark.settled()).toEqual([])
}
