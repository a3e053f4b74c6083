import { expect } from 'vitest'
import { LeakcheckError } from '../../errors.js'
import type { Report } from '../../model/report-document.js'
import { reporters } from '../../report/index.js'
import { inert } from '../../report/inert.js'
import { plainPaint } from '../../report/paint.js'

/** What a terminal, a log or a reader of the format would obey; lines of our own end in a newline. */
export const ACTIVE =
  // eslint-disable-next-line no-control-regex -- matching them is the point
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** What it came to; undefined: it was refused, in one line that does nothing. */
export async function readOrRefused<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof LeakcheckError)) throw error
    expect(inert(`${error.message} ${error.hint ?? ''}`, 4_000)).not.toMatch(ACTIVE)
    expect(error.exitCode).toBeGreaterThan(0)
    return undefined
  }
}

const options = { paint: plainPaint, pathInRepository: 'packages/shop', sourceUrl: 'https://x.y/z' }

/** By every reporter. */
export async function expectInertReports(report: Report): Promise<void> {
  for (const [name, load] of Object.entries(reporters)) {
    const text = (await load())(report, options)
    // The page's own style and script have what they need.
    const shown =
      name === 'html' ? text.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '') : text
    const found = ACTIVE.exec(name === 'junit' ? shown.replaceAll('\t', ' ') : shown)
    expect(
      found && `${name}: ${JSON.stringify(shown.slice(found.index - 40, found.index + 40))}`,
    ).toBeNull()
    if (name === 'github') expect(text).toMatch(/^(?:::(?:error|warning|notice) [^\n]*\n)*$/)
    else expect(text).not.toMatch(/^(?:::\w|##\[)/m)
  }
}
