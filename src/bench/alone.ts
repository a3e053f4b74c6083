/**
 * One process for each of the tests named as JSON: what bench.ts measures.
 * argv: folder, runs at the same time, test ids; none: all tests.
 */
import pMap from 'p-map'
import { resolveConfig } from '../config/resolve.js'
import { withSuite } from '../open-suite.js'
import { aloneRequests } from '../plan/plan.js'
import { batches } from '../run/batches.js'

const [cwd = '.', jobs = '1', ids = '[]'] = process.argv.slice(2)
const wanted = JSON.parse(ids) as string[]
const files = [...new Set(wanted.map((id) => id.split(' > ')[0] ?? ''))]
const machine = { parallelism: Number(jobs), githubActions: false }
const config = resolveConfig({ cwd, file: {}, flags: { paths: files }, machine })
await withSuite(config, new AbortController().signal, async ({ suite, execute, hosted }) => {
  const tests = suite.tests.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
  if (tests.length < wanted.length) throw new Error('the sample is not in the suite')
  await pMap(batches(aloneRequests(tests).map(hosted), Number(jobs)), execute, {
    concurrency: Number(jobs),
  })
})
