import type { OpenSuite } from './open-suite.js'

/** The Python that runs tests of the suite, as it is called: an absolute path, or a name on the PATH; undefined: none does. */
export function pythonOf({
  suite,
  runnerOf,
}: Pick<OpenSuite, 'suite' | 'runnerOf'>): string | undefined {
  const commands = suite.projects.map(({ name }) => {
    const { adapter } = runnerOf(name)
    return adapter.command({ kind: adapter.host })
  })
  return commands.find((each) => 'program' in each)?.program
}
