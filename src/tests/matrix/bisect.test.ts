/** From one failing test to who makes it fail, from whatever order is at hand. */
import { execa } from 'execa'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { reportSchema } from '../expect/report-schema.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures, program, virtualenv } from '../drive/folders.js'

const TIMEOUT = 180_000
const python = join(virtualenv, 'bin/python')

async function bisect(args: readonly string[], suite: string, exitCode = 1): Promise<Report> {
  const finished = await leakcheck(['bisect', '--json', ...args], suite)
  expect(finished.exitCode, finished.stderr).toBe(exitCode)
  const report = JSON.parse(finished.stdout) as Report
  expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
  return report
}

describe('pytest', () => {
  const victim = 'tests/test_shipping.py::TestParcels::test_are_announced_at_once'
  const guilty = [
    'tests/test_evening_mail.py::TestEveningMail::test_can_be_switched_on',
    'tests/test_preferences.py::test_a_customer_may_wait',
  ]
  const suiteOf = (name: string) => copyFixture(join(fixtures, 'pytest', name))
  const expectGuilty = ({ findings }: Report) => {
    expect(findings.map(({ cause }) => cause)).toEqual([{ kind: 'co-polluters', tests: guilty }])
    expect(findings[0]?.victims).toEqual([victim])
  }

  test('in its own order, and then by the last run', { timeout: TIMEOUT }, async () => {
    const suite = suiteOf('co-polluters')
    const report = await bisect([victim], suite)
    expectGuilty(report)
    expect(report.counts).toMatchObject({ victim: 1, 'not-compared': 11 })
    // A typing error does not cost the last result.
    const mistyped = await leakcheck(['bisect', `${victim.slice(0, -1)}#`], suite)
    expect(mistyped.exitCode).toBe(4)
    expect(mistyped.stderr).toContain(`did you mean ${victim}?`)
    expectGuilty(await bisect([victim, '--order-from', 'last'], suite))
    const replayed = await leakcheck(['replay', 'L1'], suite)
    expect(replayed.exitCode, replayed.stdout).toBe(1)
  })

  test("in the order of pytest's own JUnit file", { timeout: TIMEOUT }, async () => {
    const suite = suiteOf('victim-latent')
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

  test("of several processes, the victim's own", { timeout: TIMEOUT }, async () => {
    const suite = suiteOf('co-polluters')
    const [first = '', second = ''] = guilty
    const lines = [
      `[gw1] [  8%] PASSED tests/test_shipping.py::no_longer_there`,
      `[gw0] [ 16%] PASSED ${first}`,
      `[gw1] [ 25%] PASSED ${second}`,
      `[gw0] [ 33%] PASSED ${victim}`,
    ]
    writeFileSync(join(suite, 'xdist.log'), lines.join('\n'))
    // With one of the two in another process nothing was wrong in that order; in the suite's own it is.
    const given = ({ tests }: Report) => tests.find(({ id }) => id === victim)?.orders
    const apart = await bisect([victim, '--order-from', 'xdist.log'], suite)
    expect(given(apart)).toContainEqual({ order: 'given', outcome: 'passed' })
    expectGuilty(apart)
    writeFileSync(join(suite, 'xdist.log'), lines.join('\n').replaceAll('gw1', 'gw0'))
    expectGuilty(await bisect([victim, '--order-from', 'xdist.log'], suite))
  })

  test(
    'a limit of runs cuts the search, and the report says so',
    { timeout: TIMEOUT },
    async () => {
      const suite = suiteOf('co-polluters')
      const report = await bisect([victim, '--max-runs', '12'], suite)
      expect(report).toMatchObject({ complete: false })
      // Runs that go out together are not parted.
      expect(report.cost.runs).toBeLessThanOrEqual(24)
      expect(report.notCovered.map(({ why }) => why).join()).toContain(
        'the limit of 12 runs was reached',
      )
      expect(report.findings[0]).toMatchObject({ victims: [victim], status: 'confirmed' })
      expect(report.findings[0]?.cause).toBeUndefined()
      // The next command, as printed, goes on to the end.
      const next = await inShell(`${report.findings[0]?.undecided?.next ?? ''} --json`, suite)
      expectGuilty(JSON.parse(next.stdout) as Report)
    },
  )

  test('a healthy test: nothing found, exit code 0', { timeout: TIMEOUT }, async () => {
    const report = await bisect([guilty[0] ?? ''], suiteOf('co-polluters'), 0)
    expect(report.findings).toEqual([])
  })
})

describe('Vitest', () => {
  const suiteOf = () => copyFixture(join(fixtures, 'vitest/victim-in-file'))
  const victim = 'tests/cart.test.ts > totals > sums the lines at full price'
  const cause = {
    kind: 'polluter',
    tests: ['tests/cart.test.ts > vouchers > takes ten percent off with SAVE10'],
  }

  test(
    "in the order of Vitest's own JUnit file, or of a plain list",
    { timeout: TIMEOUT },
    async () => {
      const suite = suiteOf()
      await inShell('npx vitest run --reporter=junit --outputFile=ci.xml', suite)
      const byJunit = await bisect([victim, '--order-from', 'ci.xml'], suite)
      expect(byJunit.findings[0]).toMatchObject({ victims: [victim], cause })
      const listed = await leakcheck(['list'], suite)
      writeFileSync(join(suite, 'order.txt'), listed.stdout)
      const byList = await bisect([victim, '--order-from', 'order.txt'], suite)
      expect(byList.findings[0]).toMatchObject({ victims: [victim], cause })
    },
  )

  test(
    'an order that does not name it, a file that is none: one line',
    { timeout: TIMEOUT },
    async () => {
      const suite = suiteOf()
      writeFileSync(join(suite, 'other.txt'), 'tests/no.test.ts > x\n')
      writeFileSync(join(suite, 'torn.xml'), '<testsuite><testcase')
      const expected = {
        'other.txt': /does not name .*full price/,
        'torn.xml': /torn\.xml cannot be read/,
        'nope.xml': /no file at nope\.xml/,
        last: /no report of an earlier run/,
      }
      for (const [file, message] of Object.entries(expected)) {
        const { exitCode, stderr } = await leakcheck(
          ['bisect', victim, '--order-from', file],
          suite,
        )
        expect(exitCode, stderr).toBe(2)
        expect(stderr).toMatch(message)
      }
    },
  )
})

test(
  'interrupted, the smallest order so far is printed and saved',
  { timeout: TIMEOUT },
  async () => {
    const suite = temporaryFolder('slow-')
    mkdirSync(join(suite, 'tests'))
    writeFileSync(join(suite, 'pytest.ini'), '[pytest]\n')
    const slow = Array.from(
      { length: 24 },
      (_, at) => `def test_slow_${at}():\n    time.sleep(0.25)\n`,
    )
    writeFileSync(
      join(suite, 'tests/test_slow.py'),
      [
        'import time\n\nSEEN = []\n',
        'def test_leaves():\n    SEEN.append(1)\n',
        ...slow,
        'def test_suffers():\n    assert SEEN == []\n',
      ].join('\n\n'),
    )
    const args = ['bisect', 'tests/test_slow.py::test_suffers', '--python', python]
    const running = execa(process.execPath, [program, ...args], {
      cwd: suite,
      stdin: 'ignore',
      reject: false,
      env: { NO_COLOR: '1' },
    })
    let said = ''
    await new Promise<void>((done) => {
      running.stderr.on('data', (chunk: Buffer) => {
        said += String(chunk)
        if (/^search/m.test(said)) done()
      })
    })
    // The first questions are answered in a few seconds; the last ones are not asked.
    await new Promise((done) => setTimeout(done, 11_000))
    running.kill('SIGINT')
    const { exitCode, stdout } = await running
    expect(exitCode, said).toBe(130)
    const report = readJson<Report>(join(suite, '.leakcheck/report.json'))
    const [finding] = report.findings
    const least = finding?.evidence.find(({ what }) => what === 'smallest order so far')
    const order = readFileSync(join(suite, '.leakcheck', least?.order ?? ''), 'utf8')
      .trim()
      .split('\n')
    expect(order.length).toBeLessThan(26)
    expect(order.at(0)).toBe('tests/test_slow.py::test_leaves')
    expect(order.at(-1)).toBe('tests/test_slow.py::test_suffers')
    expect(stdout).toContain('smallest order so far')
    expect(finding?.undecided?.next).toContain('bisect')
    expect(finding?.undecided?.smallest?.tests).toBe(order.length - 1)
    const replayed = await inShell(finding?.undecided?.smallest?.replay ?? '', suite)
    expect(replayed.exitCode, replayed.stdout + replayed.stderr).toBe(1)
  },
)
