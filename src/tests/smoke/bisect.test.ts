/** From one failing test to who makes it fail, in the order of another run. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bisect } from '../drive/bisect.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { fixtures, virtualenv } from '../drive/folders.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'

const python = join(virtualenv, 'bin/python')
const victim = 'tests/cart.test.ts > totals > sums the lines at full price'

test("pytest: in the order of pytest's own JUnit file", async () => {
  const suite = copyFixture(join(fixtures, 'pytest/victim-latent'))
  const latent = 'tests/test_checkout.py::test_asks_for_the_address_first'
  const listed = await leakcheck(['list'], suite)
  const reversed = listed.stdout.trim().split('\n').reverse()
  const ids = reversed.map((id) => `'${id}'`).join(' ')
  const ran = await inShell(`${python} -m pytest --junitxml=ci.xml ${ids}`, suite)
  expect(ran.exitCode, ran.stdout).toBe(1)
  const report = await bisect([latent, '--order-from', 'ci.xml'], suite)
  expect(report.findings[0]?.cause).toMatchObject({
    kind: 'polluter',
    tests: ['tests/test_checkout.py::test_express_checkout_has_one_step'],
  })
  expect(report.findings[0]?.evidence[0]?.what).toBe('given')
})

test('Vitest: an order that does not name it, a file that is none: one line', async () => {
  const suite = copyFixture(join(fixtures, 'vitest/victim-in-file'))
  writeFileSync(join(suite, 'other.txt'), 'tests/no.test.ts > x\n')
  writeFileSync(join(suite, 'torn.xml'), '<testsuite><testcase')
  const expected = {
    'other.txt': /does not name .*full price/,
    'torn.xml': /torn\.xml cannot be read/,
    'nope.xml': /no file at nope\.xml/,
    last: /no report of an earlier run/,
  }
  for (const [file, message] of Object.entries(expected)) {
    const { exitCode, stderr } = await leakcheck(['bisect', victim, '--order-from', file], suite)
    expect(exitCode, stderr).toBe(2)
    expect(stderr).toMatch(message)
  }
})
