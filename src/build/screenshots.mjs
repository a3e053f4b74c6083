// npm run screenshots: the HTML report as people see it, for somebody to look at, and docs/html-report.png.
import { createJiti } from 'jiti'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium, installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { node, npm, root } from './shell.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

const WORK = 'fixtures/.work/screenshots'
const SCHEMES = ['light', 'dark']
/** A laptop's window and a phone's. */
const WIDTHS = [1280, 390]
/** Of a page with forty findings nobody looks at all of them. */
const TALLEST = 6_000

installAll(['.'])
makeVirtualenvs(['fixtures'])
installChromium()
npm(['run', 'build'])

const pages = {
  limiter: await pageOf('limiter', () => run('limiter', 'fixtures/pytest/slowapi-limiter')),
  healthy: await pageOf('healthy', () => run('healthy', 'fixtures/pytest/healthy-large')),
  large: await pageOf('large', makeUp),
}
const browser = await chromium.launch({ executablePath: findChromium() })
for (const [name, page] of Object.entries(pages))
  for (const colorScheme of SCHEMES)
    for (const width of WIDTHS)
      await shoot(page, `${WORK}/${name}-${colorScheme}-${String(width)}.png`, colorScheme, width)
await shootForReadme(pages.limiter, 'docs/html-report.png')
await browser.close()

/** Where its HTML is. Reports are kept: whoever changes only the page need not wait for the suites again. */
async function pageOf(name, makeReport) {
  const report = join(root, WORK, name, '.leakcheck/report.json')
  if (existsSync(report))
    console.log(`> ${report}, of an earlier time: delete it to have a new one`)
  else await makeReport(report)
  const page = join(root, WORK, `${name}.html`)
  const code = node(['bin/leakcheck.js', 'report', report, '--reporter', `html=${page}`])
  if (code !== 0) throw new Error(`no page of ${report}`)
  return page
}

/** A real report of a copy of a fixture, which stays as it is. */
function run(name, fixture) {
  const copy = join(root, WORK, name)
  cpSync(join(root, fixture), copy, {
    recursive: true,
    filter: (path) => !/[\\/](\.leakcheck|__pycache__|\.pytest_cache|repaired[^\\/]*)$/.test(path),
  })
  console.log(`> leakcheck run (a copy of ${fixture})`)
  node(['bin/leakcheck.js', 'run', '-C', copy])
}

/** What would take an hour to run: 10,000 tests with 40 findings. */
async function makeUp(report) {
  const made = await createJiti(import.meta.url).import('../tests/drive/made-up-reports.ts')
  mkdirSync(join(report, '..'), { recursive: true })
  writeFileSync(report, JSON.stringify(made.hugeReport()))
}

async function shoot(file, picture, colorScheme, width) {
  const page = await open(file, colorScheme, width)
  const tall = await page.evaluate('document.documentElement.scrollHeight')
  const clip = { x: 0, y: 0, width, height: Math.min(tall, TALLEST) }
  await page.screenshot({ path: join(root, picture), fullPage: true, clip })
  console.log(picture)
  await page.context().close()
}

/** What somebody sees who has just opened it: from the top to the pictures of the first finding. */
async function shootForReadme(file, picture) {
  const margin = 40
  const page = await open(file, 'light', WIDTHS[0])
  const box = async (selector) => page.locator(selector).first().boundingBox()
  const [{ x, width }, charts] = [await box('main'), await box('.card .charts')]
  const clip = {
    x: x - margin,
    y: 0,
    width: width + 2 * margin,
    height: charts.y + charts.height + 16,
  }
  await page.screenshot({ path: join(root, picture), fullPage: true, clip })
  console.log(picture)
}

async function open(file, colorScheme, width) {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(pathToFileURL(file).href)
  return page
}
