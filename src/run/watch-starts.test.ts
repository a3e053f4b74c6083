import { expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { isTheEnd, watchStarts } from './watch-starts.js'

const fails = (message: string) => () => Promise.reject(new LeakcheckError('host-did-not-start', message)) // prettier-ignore
const works = () => Promise.resolve('started')

/** Whether each of these attempts was the end. */
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

test('the same failure four times in a row is the end', async () => {
  const no = fails('no licence')
  expect(await ends([works, no, no, no, no])).toEqual(['started', false, false, false, true])
})

test('a start in between, or a failure of another kind, is none', async () => {
  const [no, other] = [fails('no licence'), fails('no port')]
  expect(await ends([no, no, no, works, no, no, no, other, no])).not.toContain(true)
})

test('where everything together starts, it is the files that are to blame, and stays so', async () => {
  const no = fails('tests/test_a.py ends the process')
  expect(await ends(Array(9).fill(no), works)).toEqual(Array(9).fill(false))
  expect(await ends(Array(4).fill(no), no)).toEqual([false, false, false, true])
})

test('who interrupts ends hosts that are about to start: no fault of theirs', async () => {
  const no = fails('killed')
  expect(await ends(Array(9).fill(no), undefined, AbortSignal.abort())).not.toContain(true)
})
