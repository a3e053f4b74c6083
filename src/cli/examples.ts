/** Examples of each command, for its help: what is typed, and what for. */
const EXAMPLES = {
  leakcheck: [
    ['leakcheck run', 'check the whole suite'],
    ['leakcheck replay L1', 'see the first finding fail again'],
    ["leakcheck why 'starts empty'", 'all that is known of one test'],
    ["leakcheck bisect 'test/a.test.ts > b'", 'who makes this test fail?'],
    ['leakcheck run --help', 'all flags of a command'],
  ],
  run: [
    ['leakcheck run --dry-run', 'what it would do, and how long it takes'],
    ['leakcheck run --changed origin/main', 'what a branch can have broken'],
    ['leakcheck run --cache', 'run alone only what has changed since it passed alone'],
    ['leakcheck run --resume', 'go on after it was killed, interrupted or out of time'],
    ['leakcheck run test/api', 'one folder'],
    ['leakcheck run --rounds 5 --seed 7', 'five shuffled orders as well'],
    ['leakcheck run --budget 5m --reporter junit=out.xml', 'in CI'],
    ['leakcheck run --fail-on manifest', "fail only on new leaks of the suite's own order"],
    ['leakcheck run -- --project unit', 'flags for the test runner'],
  ],
  bisect: [
    ["leakcheck bisect 'tests/test_api.py::test_create'", 'a test that fails in the whole suite'],
    ["leakcheck bisect 'test/api.test.ts > creates' --order-from ci.xml", 'a failure seen in CI'],
  ],
  why: [
    ["leakcheck why 'tests/test_api.py::test_create'", 'by its id'],
    ["leakcheck why 'starts empty'", 'by a part that no other id has'],
    ['leakcheck why test_create --json', 'for scripts'],
  ],
  list: [
    ['leakcheck list', 'all test ids, one a line'],
    ['leakcheck list test/api', 'those of one folder'],
    ['leakcheck list --json', 'with files, lines and titles'],
  ],
  replay: [
    ['leakcheck replay L1', 'a finding of the last run'],
    ['leakcheck replay bisect/L1', 'what the last bisect found'],
    ['leakcheck replay orders/reverse.txt', 'an order of the last run'],
    ['leakcheck replay order.txt', 'any order, one test id a line'],
  ],
  baseline: [
    ['leakcheck baseline update', 'accept all findings of the last run'],
    ["leakcheck baseline update L1 L3 --reason 'JIRA-7' --expires 2027-03-31", 'two of them'],
    ['leakcheck baseline check', 'what of the last run is new?'],
    ['leakcheck baseline prune', 'remove what is fixed'],
  ],
  report: [
    ['leakcheck report', 'the last run, as it was printed'],
    ['leakcheck report --reporter markdown', 'for a comment on a pull request'],
    ['leakcheck report --reporter sarif=leakcheck.sarif', 'into a file'],
    ['leakcheck report shard-1/.leakcheck --json', 'that of another folder'],
    ['leakcheck report --reporter ./my-reporter.mjs', 'by a module of your own'],
  ],
  doctor: [
    ['leakcheck doctor', 'what is here, can it be driven, what does a run cost'],
    ['leakcheck doctor -C packages/api', 'for a package of a monorepo'],
    ['leakcheck doctor --python .venv-3.12', 'with another Python'],
    ['leakcheck doctor --json', 'for scripts'],
  ],
  completion: [
    ['source <(leakcheck completion bash)', 'now, where leakcheck is on the PATH'],
    ['leakcheck completion fish > ~/.config/fish/completions/leakcheck.fish', 'for good'],
  ],
  init: [
    ['leakcheck init', 'write a config that names the runner found here'],
    ['leakcheck init --runner pytest', 'where there are several'],
  ],
} satisfies Record<string, readonly (readonly [command: string, why: string])[]>

/** As a block of text that stands below a command's flags. */
export function exampleHelp(command: keyof typeof EXAMPLES): string {
  const lines = EXAMPLES[command]
  const width = Math.max(...lines.map(([typed]) => typed.length))
  return `Examples:\n${lines.map(([typed, why]) => `  ${typed.padEnd(width)}   ${why}`).join('\n')}`
}
