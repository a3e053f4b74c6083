import type { Config } from '../config/config.js'
import type { Report } from '../model/report-document.js'
import type { Suite } from '../model/suite.js'
import type { DoctorResult, Ports, ReplayResult } from '../ports.js'

/** What the commands call. Each function comes from the module of its name. */
export interface Core {
  check(config: Config, ports: Ports): Promise<Report>
  list(config: Config, ports: Ports): Promise<Suite>
  replay(target: string, config: Config, ports: Ports): Promise<ReplayResult>
  doctor(config: Config, ports: Ports): Promise<DoctorResult>
}

/** Loads one of them when it is needed: `--help` must not wait for the pipeline. */
export async function loadCore<Name extends keyof Core>(name: Name): Promise<Core[Name]> {
  const module = (await import(`../${name}.js`)) as Pick<Core, Name>
  return module[name]
}
