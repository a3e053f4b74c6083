import type { Config } from './config/config.js'
import { detect } from './detect.js'
import { inquire } from './inquire.js'
import type { Report } from './model/report-document.js'
import { makePlan } from './plan/plan.js'
import type { Ports } from './ports.js'

/**
 * Runs the suite together, alone and in other orders, repeats what differs, searches who is to blame, and reports it.
 *
 * @returns the report, also written to `report.json`; when interrupted, with what is known so far
 * @throws LeakcheckError when leakcheck could not do its job
 */
export function check(config: Config, ports: Ports): Promise<Report> {
  return inquire(config, ports, ({ clones }, lanes) => {
    const stages = makePlan(lanes, { ...config, clones })
    return {
      stages,
      judged: lanes.flatMap(({ tests }) => tests),
      detect: (log, run, stop) => detect(stages, lanes, log, run, stop),
    }
  })
}
