import type { Report, ReportError } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { plural } from '../words.js'
import { markup, type Markup } from './markup.js'
import { lines } from './name.js'

const INTERRUPTED = [130, 143]
const SHOWN = 50

/** What keeps the result from being whole: said before it is read. */
export function alerts(report: Report): Markup {
  const { complete, exitCode, errors } = report
  return markup`${complete ? undefined : notice(incomplete(report))}
${errors.length === 0 ? undefined : errorList(errors, exitCode)}`
}

function notice(text: string): Markup {
  return markup`<p class="notice" role="note"><strong>Incomplete.</strong> ${text}</p>`
}

function incomplete({ exitCode, config }: Report): string {
  if (INTERRUPTED.includes(exitCode)) return 'Interrupted: this is what was known by then.'
  if (config.dryRun === true) return 'A dry run: nothing was run.'
  return 'The budget ended before everything was compared: see what was not covered.'
}

function errorList(errors: readonly ReportError[], exitCode: number): Markup {
  const more = errors.length - SHOWN
  const title = exitCode === 2 ? 'What kept leakcheck from its job' : 'Errors outside of any test'
  return markup`<section class="notice ${exitCode === 2 ? 'bad' : ''}" aria-labelledby="errors">
<h2 id="errors">${title}</h2>
<ul>${errors.slice(0, SHOWN).map(errorItem)}</ul>
${more > 0 ? markup`<p>${plural(more, 'more error')} in report.json.</p>` : undefined}
</section>`
}

function errorItem({ message, hint, file }: ReportError): Markup {
  return markup`<li>${file === undefined ? undefined : markup`<code>${inert(file)}</code>`}<pre>${lines(message.trim())}</pre>${
    hint === undefined ? undefined : markup`<p>Hint: ${inert(hint, 1_000)}</p>`
  }</li>`
}
