import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  AXE,
  AXE_FINDS,
  BREAK_IN,
  FOREIGN,
  HEIGHT_OF_CARDS,
  IN_SIGHT,
  SCROLLS_SIDEWAYS,
  TOO_SMALL_TO_TOUCH,
} from '../drive/in-page.js'
import {
  healthyReport,
  HOSTILE,
  hostileReport,
  hugeReport,
  limiterReport,
  mixedReport,
} from '../drive/made-up-reports.js'
import { excuseStopped, openPage, openReport, useBrowser } from '../drive/real-browser.js'
import { LEAKY_PYTHON, pytestProject } from '../drive/made-up-pytest-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'

// The page as people get it: a file on a disk, in a real browser.
useBrowser()

const shownTests = (page: Page) => page.locator('tr.test').count()

describe('what a person sees', () => {
  test('leakcheck writes the page where it writes everything, and says so', async () => {
    const suite = pytestProject({ 'test_cart.py': LEAKY_PYTHON })
    const args = ['run', '--repeats', '1', '--reporter', 'html']
    const { stderr } = await leakcheck(args, suite)
    expect(stderr).toContain(`html report: ${join('.leakcheck', 'report.html')}`)
    const page = await openPage(join(suite, '.leakcheck/report.html'))
    expect(await page.title()).toMatch(/^1 of \d+ tests depends on what ran before it/)
    expect(await page.locator('#L1 .because').innerText()).toContain('this test')
  })

  test('an accumulation: how many of how many, the tipping test, the dose', async () => {
    const page = await openReport(limiterReport())
    expect(await page.locator('h1').innerText()).toBe(
      '51 of 610 tests depend on what ran before them',
    )
    const card = page.locator('#L1')
    expect(await card.locator('.because').innerText()).toContain('any 18 of 51 tests')
    expect(await card.locator('.climb figcaption').innerText()).toMatch(
      /test_request_208, test 209, 18 have run/,
    )
    expect(await card.locator('.dose circle.failed').count()).toBe(5)
    expect(await card.locator('.evidence').innerText()).toMatch(/alone\s+0\/4 failed/)
  })

  test('a healthy suite: that nothing leaks, what was compared, what was not', async () => {
    const page = await openReport(healthyReport())
    expect(await page.locator('h1').innerText()).toBe('No state leak found')
    expect(await page.locator('.lead').innerText()).toContain(
      'in every order tried: together, alone, reverse.',
    )
    expect(await page.locator('#compared').innerText()).toMatch(
      /shuffles\s+not asked for: --rounds 10/,
    )
  })

  test('what was known comes last, and what of it is gone is said', async () => {
    const page = await openReport(mixedReport())
    expect(await page.locator('.lead').innerText()).toContain('7 findings (6 new)')
    expect(await page.locator('.card').last().locator('.tag').innerText()).toBe(
      'self-polluting, confirmed · known: a table of constants',
    )
    expect(new Set(await page.locator('.card h3').allInnerTexts()).size).toBe(7)
    expect(await page.evaluate(HEIGHT_OF_CARDS)).toBeLessThan(3_900)
    expect(await page.locator('#baseline').innerText()).toMatch(/Fixed[\s\S]*baseline prune/)
  })

  test('what is not whole says so before anything else', async () => {
    const page = await openReport(mixedReport())
    const notices = await page.locator('.notice').allInnerTexts()
    expect(notices[0]).toContain('Interrupted')
    expect(notices[1]).toMatch(/Error: late[\s\S]*Hint: await it/)
    const [notice, findings] = await page.evaluate<number[]>(
      `['.notice', '#findings'].map((each) => document.querySelector(each).getBoundingClientRect().top)`,
    )
    expect(notice).toBeLessThan(findings ?? 0)
    expect(await page.locator('.graph path.edge').count()).toBeGreaterThan(8)
  })
})

describe('what a person does', () => {
  test('links lead to a finding, to a test, to a kind', async () => {
    const report = limiterReport()
    const [victim = ''] = report.findings[0]?.victims.slice(30) ?? []
    const page = await openReport(report, { hash: '#L1' })
    await expect.poll(() => page.locator('#L1:target').count()).toBe(1)
    await page.evaluate(`location.hash = ${JSON.stringify(`test/${encodeURIComponent(victim)}`)}`)
    await expect.poll(() => page.locator('tr.details').innerText()).toContain(victim)
    expect(await page.locator('tr.details').innerText()).toContain('5 failed')
    expect(await page.locator(':focus').innerText()).toBe(victim.split('::')[1])
    await page.locator('.legend a', { hasText: '51 victims' }).click()
    await expect.poll(() => page.locator('#shown').innerText()).toMatch(/^51 of 610 tests/)
  })

  test('a link to a test opens it on arrival', async () => {
    const { tests } = hugeReport()
    const id = tests[9_999]?.id ?? ''
    const page = await openReport(hugeReport(), { hash: `#test/${encodeURIComponent(id)}` })
    expect(await page.locator('tr.details').innerText()).toContain(id)
    await expect.poll(() => page.evaluate<boolean>(IN_SIGHT)).toBe(true)
  })

  test('search, kinds and files, alone and together', async () => {
    const page = await openReport(limiterReport())
    await page.getByRole('searchbox').fill('request l1 _208')
    expect(await page.locator('#shown').innerText()).toBe('1 of 610 tests, in 1 files')
    expect(await page.locator('tr.test').innerText()).toContain('test_request_208')
    await page.getByRole('searchbox').fill('no such test')
    expect(await shownTests(page)).toBe(0)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: 'victim 51' }).click()
    expect(await shownTests(page)).toBe(51)
    await page.getByLabel('File').selectOption('tests/api/test_part_20.py')
    expect(await page.locator('tr.test').allInnerTexts()).toHaveLength(1)
    await page.getByRole('button', { name: 'victim 51' }).click()
    expect(await shownTests(page)).toBe(10)
  })

  test('copies the command that it shows', async () => {
    const page = await openReport(limiterReport())
    await page.getByRole('button', { name: 'Copy: replay command' }).click()
    await expect.poll(() => page.locator('#status').innerText()).toBe('Copied to the clipboard')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('npx leakcheck replay L1')
  })

  test('everything can be reached and used by keyboard', async () => {
    const page = await openReport(limiterReport())
    await page.keyboard.press('Tab')
    const skip = page.locator(':focus')
    expect(await skip.innerText()).toBe('Skip to the findings')
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(page.url()).toMatch(/#findings$/)
    await page.locator('.chip').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Space')
    await page.locator('.fold').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.fold').first().getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('tr.details').count()).toBe(1)
    expect(await page.locator(':focus').getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    expect(await page.locator('tr.details :focus').count()).toBe(1)
  })

  test('the theme is the system’s until somebody chooses one, and then stays', async () => {
    const page = await openReport(healthyReport(), { colorScheme: 'dark' })
    const paper = () =>
      page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    expect(await paper()).toBe('rgb(18, 19, 22)')
    const button = page.getByRole('button', { name: /^Theme/ })
    await button.click()
    expect(await button.innerText()).toBe('Theme: light')
    expect(await paper()).toBe('rgb(247, 247, 245)')
    await page.reload()
    expect(await paper()).toBe('rgb(247, 247, 245)')
  })
})

describe('what tests say is text', () => {
  test('nothing of it runs, loads or changes the page', async () => {
    const report = hostileReport()
    const page = await openReport(report)
    for (const summary of await page.locator('summary').all()) await summary.click()
    for (const fold of await page.locator('.fold').all()) await fold.click()
    for (const button of await page.locator('button.test').all()) await button.click()
    const text = await page.locator('body').innerText()
    for (const hostile of HOSTILE.slice(0, 7)) expect(text).toContain(hostile)
    expect(await page.evaluate(FOREIGN)).toEqual({
      scripts: 2,
      styles: 1,
      loading: 0,
      handlers: 0,
      links: 0,
    })
    expect(text).not.toContain('\u202e')
    await page.getByRole('searchbox').fill('<script>')
    expect(await shownTests(page)).toBeGreaterThan(0)
  })

  test('and if it did get in, the page’s policy would stop it', async () => {
    const page = await openReport(healthyReport())
    const failed: (string | undefined)[] = []
    page.on('requestfailed', (request) => failed.push(request.failure()?.errorText))
    const stopped = await page.evaluate<string[]>(BREAK_IN)
    expect(new Set(stopped)).toEqual(
      new Set(['img-src', 'script-src-elem', 'script-src-attr', 'connect-src']),
    )
    expect(new Set(failed)).toEqual(new Set(['csp']))
    excuseStopped()
  })
})

const REPORTS = {
  limiter: limiterReport,
  healthy: healthyReport,
  mixed: mixedReport,
  hostile: hostileReport,
}

test.each(Object.entries(REPORTS))(
  '%s: axe finds nothing in either scheme, and 390 pixels are enough',
  async (_, report) => {
    const page = await openReport(report(), { colorScheme: 'light' })
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.locator('.fold').first().click()
    await page.locator('button.test').first().click()
    await page.evaluate(AXE)
    expect(await page.evaluate(AXE_FINDS)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.evaluate(AXE_FINDS)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  },
)

describe('on a telephone', () => {
  const small = { width: 390 }

  test.each(Object.entries({ ...REPORTS, huge: hugeReport }))(
    '%s: nothing has to be moved sideways, and fingers can hit what they aim at',
    async (_, report) => {
      const page = await openReport(report(), small)
      await page.locator('.fold').first().click()
      await page.locator('button.test').first().click()
      expect(await page.evaluate(SCROLLS_SIDEWAYS)).toEqual([])
      expect(await page.evaluate(TOO_SMALL_TO_TOUCH)).toEqual([])
    },
  )

  test('what fails because of what is in sight before anybody scrolls', async () => {
    const page = await openReport(limiterReport(), small)
    for (const said of ['any 18 of 51 tests', '429 Too Many Requests']) {
      const box = await page.locator('#L1 .flow').getByText(said).boundingBox()
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(844)
    }
  })

  test('many findings are a list, not a picture that is cut off', async () => {
    const page = await openReport(hugeReport(), small)
    expect(await page.locator('.graph svg').isVisible()).toBe(false)
    expect(await page.locator('.pairs > ul > li').first().innerText()).toMatch(
      /^L1\s+part-9\.test\.ts > .* 249 positions\s+fails because of\s+part-5\.test\.ts > .* 129 positions$/,
    )
  })

  test('of many orders it shows those in which something failed, by name', async () => {
    const page = await openReport(hugeReport(), small)
    const row = page.locator('tr.file').first()
    const shown = await row.locator('.cell:visible').all()
    expect(shown).toHaveLength(1)
    expect(await shown[0]?.getAttribute('data-order')).toBe('together')
  })
})

describe('10,000 tests', () => {
  test('only what is looked at is drawn, and all of it can be', async () => {
    const page = await openReport(hugeReport())
    expect(await page.locator('h1').innerText()).toBe(
      '40 of 10,000 tests depend on what ran before them',
    )
    expect(await page.locator('#shown').innerText()).toBe('10,000 of 10,000 tests, in 400 files')
    expect(await page.locator('.fold').count()).toBe(30)
    expect(await shownTests(page)).toBe(0)
    await page.getByRole('button', { name: 'Show 300 more files' }).click()
    await page.getByRole('button', { name: 'Show 70 more files' }).click()
    expect(await page.locator('.fold').count()).toBe(400)
    await page.locator('.fold').last().click()
    expect(await shownTests(page)).toBe(25)
    await page.getByRole('searchbox').fill('positions 777')
    expect(await page.locator('#shown').innerText()).toMatch(/^19 of 10,000 tests/)
  })

  test('a file with thousands of tests shows them in portions', async () => {
    const report = hugeReport()
    const tests = report.tests.slice(0, 600).map((test) => ({
      ...test,
      file: 'all.test.ts',
      id: `all.test.ts > ${test.titlePath.join()}`,
    }))
    const page = await openReport({ ...report, tests, findings: [] })
    await page.locator('.fold').click()
    expect(await shownTests(page)).toBe(200)
    await page.getByRole('button', { name: 'Show 400 more tests' }).click()
    expect(await shownTests(page)).toBe(600)
    expect(await page.locator('tr.test').nth(200).locator(':focus').count()).toBe(1)
  })
})
