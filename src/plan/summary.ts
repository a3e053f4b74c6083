import type { Suite } from '../model/suite.js'
import type { PlannedStage } from './plan.js'

/** What is going to run, and what it will cost. */
export interface PlanSummary {
  tests: number
  files: number
  lines: { what: string; runs: number; estimateMs?: number }[]
  totalRuns: number
  estimateMs?: number
}

/**
 * The plan in numbers, before it starts. Repeats of what differs come on top.
 *
 * @param costPerRunMs wall time of one short run, as measured while listing
 */
export function summarize(
  suite: Suite,
  stages: readonly PlannedStage[],
  costPerRunMs: number,
  jobs: number,
): PlanSummary {
  const lines = new Map<string, number>()
  for (const { stage, requests } of stages)
    lines.set(stage, (lines.get(stage) ?? 0) + requests.length)
  const files = new Set(suite.tests.map(({ project, file }) => `${project}\n${file}`))
  const totalRuns = [...lines.values()].reduce((sum, runs) => sum + runs, 0)
  const estimate = (runs: number): number =>
    Math.round((runs * costPerRunMs) / Math.min(jobs, Math.max(1, runs)))
  return {
    tests: suite.tests.length,
    files: files.size,
    lines: [...lines]
      .filter(([, runs]) => runs > 0)
      .map(([what, runs]) => ({ what, runs, estimateMs: estimate(runs) })),
    totalRuns,
    estimateMs: estimate(totalRuns),
  }
}
