import type { Suite } from '../model/suite.js'
import type { PlannedStage } from './plan.js'
import { withinTime } from './within-time.js'

/** What is going to run, and what it will cost. */
export interface PlanSummary {
  tests: number
  files: number
  lines: { what: string; runs: number; estimateMs?: number }[]
  totalRuns: number
  estimateMs?: number
}

/** Wall time of one run, in ms, as far as listing the tests can tell: of a single test, of all that share a process. */
export interface Price {
  readonly aloneMs: number
  readonly laneMs: number
}

/** The plan in numbers, before it starts. Repeats of what differs come on top. */
export function summarize(
  suite: Suite,
  stages: readonly PlannedStage[],
  price: Price,
  jobs: number,
): PlanSummary {
  const lines = new Map<string, { runs: number; ms: number }>()
  const alone = stages.flatMap(({ stage, requests }) => (stage === 'alone' ? requests : []))
  const apart = new Set(alone.flatMap(({ order }) => order))
  for (const { stage, requests: planned, bounded } of stages) {
    const line = lines.get(stage) ?? { runs: 0, ms: 0 }
    const requests = bounded
      ? withinTime(planned, {
          priceOf: () => price.laneMs,
          aloneMs: apart.size * price.aloneMs,
          isLimited: planned.some(({ order }) => order.some((id) => !apart.has(id))),
        })
      : planned
    const isShort = !bounded && ['alone', 'after', 'pairs', 'files'].includes(stage)
    const each = isShort ? price.aloneMs : price.laneMs
    const sideBySide = Math.min(jobs, Math.max(1, requests.length))
    lines.set(stage, {
      runs: line.runs + requests.length,
      ms: line.ms + (requests.length * each) / sideBySide,
    })
  }
  const files = new Set(suite.tests.map(({ project, file }) => `${project}\n${file}`))
  const total = (of: 'runs' | 'ms'): number =>
    [...lines.values()].reduce((sum, line) => sum + line[of], 0)
  return {
    tests: suite.tests.length,
    files: files.size,
    lines: [...lines]
      .filter(([, { runs }]) => runs > 0)
      .map(([what, { runs, ms }]) => ({ what, runs, estimateMs: Math.round(ms) })),
    totalRuns: total('runs'),
    estimateMs: Math.round(total('ms')),
  }
}
