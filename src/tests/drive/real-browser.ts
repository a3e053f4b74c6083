import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { findChromium } from '../../build/chromium.mjs'
import type { Report } from '../../model/report-document.js'
import { html } from '../../report/html/html.js'
import { plainPaint } from '../../report/paint.js'
import { temporaryFolder } from './temporary-folder.js'

/** What the page has done that it should not, and what it has loaded. */
let trouble: string[] = []
let loaded: string[] = []

let browser: Browser

/** A safety net: a browser on a busy machine. */
const PATIENCE_MS = 5 * 60_000

/** A browser for the tests of a file; after each of them, whether its pages did what they should not. */
export function useBrowser(): void {
  beforeAll(async () => {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('no Chromium: npm test installs one')
    browser = await chromium.launch({ executablePath, timeout: PATIENCE_MS })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    const seen = { trouble, loaded: loaded.filter((url) => !/^file:.*\.html(#.*)?$/.test(url)) }
    trouble = []
    loaded = []
    expect(seen).toEqual({ trouble: [], loaded: [] })
  })
}

interface Look {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly hash?: string
}

/** The report's page, from a file as people get it. */
export async function openReport(
  report: Report,
  { width = 1280, colorScheme, hash = '' }: Look = {},
): Promise<Page> {
  const file = join(temporaryFolder('html-'), 'report.html')
  writeFileSync(file, html(report, { paint: plainPaint, pathInRepository: '' }))
  return openPage(file, { width, hash, ...(colorScheme ? { colorScheme } : {}) })
}

export async function openPage(
  file: string,
  { width = 1280, colorScheme, hash = '' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: colorScheme ?? 'light',
    // No smooth scrolling: it is pretty, and takes its time.
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.exposeFunction('pwned', () => trouble.push('a test has run something'))
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => trouble.push(message))
  page.on('console', (message) => trouble.push(message.text()))
  page.on('dialog', (dialog) => {
    trouble.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => loaded.push(request.url()))
  await page.goto(pathToFileURL(file).href + hash)
  return page
}

/** What was stopped is no trouble: the browser names it, and has loaded nothing. */
export function excuseStopped(): void {
  trouble = trouble.filter((message) => !message.includes('Content Security Policy'))
  loaded = []
}
