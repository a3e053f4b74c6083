/** From one failing test to who makes it fail, from whatever order is at hand. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { bisect } from '../drive/bisect.js'
import { cell } from '../drive/cell.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { fixtures, virtualenv } from '../drive/folders.js'
import { journalLines, when } from '../drive/moments.js'
import { readJson } from '../drive/read-json.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'
import { startLeakcheck } from '../drive/start-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const python = join(virtualenv, 'bin/python')

cell('bisect/pytest', () => {
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

  test('in its own order, and then by the last run', async () => {
    const suite = suiteOf('co-polluters')
    expect((await leakcheck(['run', '--repeats', '1'], suite)).exitCode).toBe(1)
    const report = await bisect([victim], suite)
    expectGuilty(report)
    expect(report.counts).toMatchObject({ victim: 1, 'not-compared': 11 })
    // A typing error does not cost the last result.
    const mistyped = await leakcheck(['bisect', `${victim.slice(0, -1)}#`], suite)
    expect(mistyped.exitCode).toBe(4)
    expect(mistyped.stderr).toContain(`did you mean ${victim}?`)
    expectGuilty(await bisect([victim, '--order-from', 'last'], suite))
    const replayed = await leakcheck(['replay', 'bisect/L1'], suite)
    expect(replayed.exitCode, replayed.stdout).toBe(1)
  })

  test("of several processes, the victim's own", async () => {
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

  test('a limit of runs cuts the search, and the report says so', async () => {
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
  })

  test('a healthy test: nothing found, exit code 0', async () => {
    const report = await bisect([guilty[0] ?? ''], suiteOf('co-polluters'), 0)
    expect(report.findings).toEqual([])
  })
})

cell('bisect/vitest', () => {
  const suiteOf = () => copyFixture(join(fixtures, 'vitest/victim-in-file'))
  const victim = 'tests/cart.test.ts > totals > sums the lines at full price'
  const cause = {
    kind: 'polluter',
    tests: ['tests/cart.test.ts > vouchers > takes ten percent off with SAVE10'],
  }

  test("in the order of Vitest's own JUnit file, or of a plain list", async () => {
    const suite = suiteOf()
    await inShell('npx vitest run --reporter=junit --outputFile=ci.xml', suite)
    const byJunit = await bisect([victim, '--order-from', 'ci.xml'], suite)
    expect(byJunit.findings[0]).toMatchObject({ victims: [victim], cause })
    const listed = await leakcheck(['list'], suite)
    writeFileSync(join(suite, 'order.txt'), listed.stdout)
    const byList = await bisect([victim, '--order-from', 'order.txt'], suite)
    expect(byList.findings[0]).toMatchObject({ victims: [victim], cause })
  })
})

cell('bisect/interrupted', () => {
  test('interrupted, the smallest order so far is printed and saved', async () => {
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
    const running = startLeakcheck(args, suite, { NO_COLOR: '1' })
    // The first questions are answered, the last ones are not asked.
    await when(() => answers(suite) >= 3)(running)
    running.kill('SIGINT')
    const { exitCode, stdout, stderr } = await running
    expect(exitCode, stderr).toBe(130)
    const report = readJson<Report>(join(suite, '.leakcheck/bisect/report.json'))
    const [finding] = report.findings
    const least = finding?.evidence.find(({ what }) => what === 'smallest order so far')
    const order = readFileSync(join(suite, '.leakcheck/bisect', least?.order ?? ''), 'utf8')
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
  })
})

/** Questions of the search. */
function answers(suite: string): number {
  const lines = journalLines(join(suite, '.leakcheck/bisect'))
  return lines.filter((line) => line.includes('"purpose":"search"')).length
}
