// npm run record -- [--add] <case>…: runs suites for real and keeps what they answered, for the tier of recorded tests. `all`: every one.
// With --add only what a recording does not hold is run, and what is no longer asked is dropped.
import { startVitest } from 'vitest/node'
import { npm, root } from './shell.mjs'

const adds = process.argv.includes('--add')
const asked = process.argv.slice(2).filter((word) => word !== '--add')
if (asked.length === 0) {
  console.error(
    `Say which: npm run record -- pytest/brittle vitest/mocks/repaired, or all of them: npm run record -- all`,
  )
  process.exit(2)
}
npm(['run', 'setup'])
npm(['run', 'build'])
if (adds) process.env.LEAKCHECK_RECORD_ADD = '1'
process.env.LEAKCHECK_RECORD = JSON.stringify(asked.includes('all') ? [] : asked)
// Not among the projects of vitest.config.ts: it writes, and takes long.
const vitest = await startVitest('test', [], {
  config: false,
  root,
  include: ['src/tests/recorded/*.record.ts'],
  watch: false,
  testTimeout: 30 * 60_000,
  reporters: ['verbose'],
  // Each of them runs side by side what can be.
  maxConcurrency: 1,
})
await vitest.close()
