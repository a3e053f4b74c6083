import type { Report } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { number, plural, span } from '../words.js'
import { markup, type Markup } from './markup.js'
import { lines } from './name.js'

/** How the report came about: for who wants to make it again. */
export function runFacts(report: Report): Markup {
  const { command, environment, cost, config, projects, seed, startedAt } = report
  const { os, node, ci, commit, shard } = environment
  const rows: [string, string][] = [
    ['command', `leakcheck ${command.join(' ')}`],
    ['started', startedAt],
    [
      'cost',
      `${plural(cost.runs, 'run')}, ${plural(cost.processes, 'process', 'processes')}, ${span(cost.wallMs)}, ${span(cost.cpuMs)} of CPU`,
    ],
    ['seed', String(seed)],
    ...(report.resumed
      ? [
          [
            'resumed',
            `${plural(report.resumed.runs, 'run')} taken from the one of ${report.resumed.startedAt}`,
          ] as [string, string],
        ]
      : []),
    ...(report.reused
      ? [
          [
            'not run alone again',
            `${plural(report.reused.tests, 'test')} that passed alone since ${report.reused.since} and did not change`,
          ] as [string, string],
        ]
      : []),
    [
      'projects',
      projects
        .map((each) => `${each.name} (${each.runner.name} ${each.runner.version}, ${each.root})`)
        .join(', '),
    ],
    ['machine', `${os}, Node ${node}${ci ? ', CI' : ''}`],
    ...(commit === undefined ? [] : [['commit', commit] as [string, string]]),
    ...(shard
      ? [['shard', `${number(shard.index)} of ${number(shard.count)}`] as [string, string]]
      : []),
  ]
  return markup`<section class="facts" aria-labelledby="facts-title">
<details><summary><h2 id="facts-title">This run</h2></summary>
<dl>${rows.map(([label, text]) => markup`<div><dt>${label}</dt><dd>${inert(text, 2_000)}</dd></div>`)}</dl>
<pre class="message">${lines(JSON.stringify(config, null, 2))}</pre>
</details>
</section>`
}
