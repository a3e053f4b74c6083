/**
 * What each room may import: docs/architecture.md has the map. A new room needs a rule here before it can import
 * anything.
 */

/** A file of a room, and no test. */
const within = (...rooms) => `^src/(${rooms.join('|')})`
/** Tests beside what they test, and the room of those of the whole: they may import anything, and nothing may import them. */
const TEST = '\\.(test|fixture)\\.ts$|^src/tests/'
/** The files beside the rooms: they put the rooms together. */
const ROOT = 'src/[^/]+\\.ts$'

/** Files of `room` import themselves, what is outside the repository, and `allowed`. */
const room = (name, path, allowed, extra = {}) => ({
  name,
  severity: 'error',
  comment: `${name} may import: ${allowed.join(', ') || 'nothing but itself'}.`,
  from: { path, pathNot: [TEST, ...(extra.exceptFor ?? [])] },
  // Node's own modules and packages have rules of their own below.
  to: { path: '.', pathNot: [path, 'node_modules/', ...allowed], dependencyTypesNot: ['core'] },
})

/** The same, but only for their types. */
const typesOnly = (name, path, to) => ({
  name,
  severity: 'error',
  comment: 'Only types: nothing of it may be there when this runs.',
  from: { path, pathNot: TEST },
  to: { path: to, dependencyTypesNot: ['type-only'] },
})

/** Rooms, or parts of them, that read and write files. */
const TOUCHES_FILES = [
  within(
    'run/',
    'reuse/',
    'config/load\\.ts$',
    'discover/',
    'cli/',
    'build/',
    'bench/',
    'recording/record-run',
  ),
  '^src/adapters/[^/]+/(host|child)/',
  `^${ROOT}`,
  '^bin/',
]
const STARTS_PROCESSES = [
  within('run/', 'build/', 'bench/', 'adapters/[^/]+/host/'),
  '^src/(frame|changed-files)\\.ts$',
]

export default {
  forbidden: [
    room('model', '^src/model/', []),
    room('config', '^src/config/', ['^src/model/', '^src/errors\\.ts$']),
    room('plan', '^src/plan/', ['^src/model/', '^src/config/config\\.ts$']),
    room('compare', '^src/compare/', ['^src/model/']),
    room('given', '^src/given/', ['^src/model/']),
    room('diagnose', '^src/diagnose/', ['^src/model/', '^src/compare/']),
    room('simulation', '^src/simulation/', ['^src/model/']),
    room('document', '^src/document/', [
      '^src/model/',
      '^src/compare/',
      '^src/diagnose/',
      '^src/config/config\\.ts$',
    ]),
    room('report', '^src/report/', ['^src/model/']),
    room('baseline', '^src/baseline/', [
      '^src/model/',
      '^src/errors\\.ts$',
      '^src/document/exit-code\\.ts$',
      '^src/config/json-fault\\.ts$',
    ]),
    room('adapters', '^src/adapters/', ['^src/model/'], { exceptFor: ['/(host|child)/'] }),
    room('adapters/*/host', '^src/adapters/([^/]+)/host/', ['^src/model/', '^src/adapters/$1/']),
    room('adapters/*/child', '^src/adapters/[^/]+/child/', ['^src/model/']),
    room('discover', '^src/discover/', ['^src/model/', '^src/adapters/', '^src/errors\\.ts$']),
    room('run', '^src/run/', ['^src/model/', '^src/adapters/adapter\\.ts$', '^src/errors\\.ts$']),
    room('reuse', '^src/reuse/', [
      '^src/(model|compare|plan|run)/',
      '^src/config/config\\.ts$',
      `^${ROOT}`,
    ]),
    room('cli', '^src/cli/', ['^src/model/', '^src/config/', '^src/report/', `^${ROOT}`]),
    room('recording', '^src/recording/', [
      '^src/(model|adapters|config|run)/',
      `^${ROOT}`,
      '^src/cli/(invocation|program|read-config)\\.ts$',
    ]),
    room('build', '^src/build/', [
      '^src/model/',
      '^src/config/schema\\.ts$',
      '^src/baseline/entry\\.ts$',
    ]),
    room('bench', '^src/bench/', [
      '^src/(model|config|plan|diagnose|report|simulation)/',
      '^src/run/batches\\.ts$',
      `^${ROOT}`,
    ]),
    room('bin', '^bin/', ['^(src|dist)/cli/main\\.']),
    {
      name: 'root',
      severity: 'error',
      comment:
        'The command line calls the pipeline, never the other way round; it hands over what is to be written.',
      // What the package exports are types: see below.
      from: { path: `^${ROOT}`, pathNot: [TEST, '^src/index\\.ts$'] },
      to: { path: within('cli/', 'report/', 'build/', 'bench/', 'adapters/[^/]+/(host|child)/') },
    },
    {
      name: 'host-and-child-run-elsewhere',
      severity: 'error',
      comment: 'They are started or loaded by path, in other processes.',
      from: { pathNot: ['^src/adapters/[^/]+/(host|child)/', TEST] },
      to: { path: '^src/adapters/[^/]+/(host|child)/' },
    },
    typesOnly(
      'config-is-types-for-plan-and-document',
      within('plan/', 'document/'),
      '^src/config/',
    ),
    typesOnly('adapters-are-types-for-run', '^src/run/', '^src/adapters/'),
    typesOnly('model-is-types-for-child', '^src/adapters/[^/]+/child/', '^src/model/'),
    typesOnly('model-is-types-for-host', '^src/adapters/[^/]+/host/', '^src/model/'),
    typesOnly('report-is-types-for-the-package', '^src/index\\.ts$', '^src/report/'),
    // The user's own copy is loaded by path.
    typesOnly('vitest-is-types', '^src/(?!build/|tests/)', '(^|/)node_modules/vitest/'),
    {
      name: 'child-brings-nothing',
      severity: 'error',
      comment: "What is loaded beside the user's tests has no dependencies.",
      from: { path: '^src/adapters/[^/]+/child/', pathNot: TEST },
      to: { path: 'node_modules/' },
    },
    {
      name: 'files-only-at-the-edge',
      severity: 'error',
      comment: 'Everything else is a function of its arguments.',
      from: { path: '.', pathNot: [...TOUCHES_FILES, TEST] },
      to: {
        path: '^(node:)?(fs|fs/promises|child_process|worker_threads)$|(^|/)node_modules/(execa|fast-glob|write-file-atomic|proper-lockfile|tinypool)/',
      },
    },
    {
      name: 'processes-start-in-run',
      severity: 'error',
      comment:
        'One place to look when something is left running. Hosts see to what their runner starts; frame.ts and changed-files.ts ask git.',
      from: { path: '.', pathNot: [...STARTS_PROCESSES, TEST] },
      to: { path: '^(node:)?child_process$|(^|/)node_modules/execa/' },
    },
    {
      name: 'colour-in-cli',
      severity: 'error',
      comment: 'Reporters get a Paint: the same text goes to terminals and files.',
      from: { pathNot: '^src/cli/' },
      to: { path: '(^|/)node_modules/(chalk|log-update)/' },
    },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      comment: 'Tests, their samples and their helpers are not part of the package.',
      from: { path: '.', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-dev-dependencies-in-code',
      severity: 'error',
      comment: 'They are not there when leakcheck is installed.',
      from: { path: '^(src|bin)/', pathNot: [TEST, '^src/(build|bench|simulation)/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: '^fixtures/[^/]+/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
}
