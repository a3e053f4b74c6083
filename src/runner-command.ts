import type { RunnerCommand } from './document/findings.js'
import type { OpenSuite } from './open-suite.js'
import type { Lane } from './plan/lanes.js'
import type { Ports } from './ports.js'

/** Orders in the words of the user's own runner, ready for his shell. */
export function runnerCommandOf(
  { runnerOf, suite, test }: Pick<OpenSuite, 'runnerOf' | 'suite' | 'test'>,
  lanes: readonly Lane[],
  { shellLine }: Pick<Ports, 'shellLine'>,
): RunnerCommand {
  return (ids, imports) => {
    const order = ids.map(test)
    const [first] = order
    const project = suite.projects.find(({ name }) => name === first?.project)
    const lane = lanes.find(({ domain }) => domain === first?.domain)
    if (!project || !lane) return undefined
    // It would name a test that is called otherwise.
    if (order.some(({ titlePath }) => titlePath.some((title) => title.includes('***'))))
      return undefined
    const { adapter } = runnerOf(project.name)
    const words = adapter.commandLine({ order, imports, project, mates: lane.tests })
    if (!words || project.folder === undefined) return words && shellLine(words)
    // As its own runner is called: in its own folder.
    return `${shellLine(['cd', project.folder])} && ${shellLine(words)}`
  }
}
