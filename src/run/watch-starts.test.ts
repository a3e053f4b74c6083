import { expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { isTheEnd, watchStarts } from './watch-starts.js'

const fails = (message: string) => () => Promise.reject(new LeakcheckError('host-did-not-start', message)) // prettier-ignore
const works = () => Promise.resolve('started')

/** For each attempt: started, or whether leakcheck gave up after it. */
async function ends(
  attempts: readonly (() => Promise<unknown>)[],
  control?: () => Promise<unknown>,
  signal = new AbortController().signal,
): Promise<(boolean | 'started')[]> {
  const starts = watchStarts(signal)
  const said: (boolean | 'started')[] = []
  for (const attempt of attempts)
    said.push(
      await starts.watched(attempt, control).then(
        () => 'started' as const,
        (error: unknown) => isTheEnd(error as LeakcheckError),
      ),
    )
  return said
}

test('if the runner fails to start four times in a row in the same way, leakcheck gives up', async () => {
  const no = fails('no licence')
  expect(await ends([works, no, no, no, no])).toEqual(['started', false, false, false, true])
})

test('if the runner starts in between, or fails in another way, leakcheck does not give up', async () => {
  const [no, other] = [fails('no licence'), fails('no port')]
  expect(await ends([no, no, no, works, no, no, no, other, no])).not.toContain(true)
})

test('if the control starts, leakcheck does not give up on failed starts; if it fails too, it does', async () => {
  const no = fails('tests/test_a.py ends the process')
  expect(await ends(Array(9).fill(no), works)).toEqual(Array(9).fill(false))
  expect(await ends(Array(4).fill(no), no)).toEqual([false, false, false, true])
})

test('if leakcheck is interrupted, failed starts do not make it give up', async () => {
  const no = fails('killed')
  expect(await ends(Array(9).fill(no), undefined, AbortSignal.abort())).not.toContain(true)
})
