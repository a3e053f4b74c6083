import { Parser } from 'commonmark'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainPaint } from '../paint.js'
import { sampleFinding, sampleReport, sampleTest } from '../sample-report.fixture.js'
import { markdown } from './markdown.js'

const options = { paint: plainPaint, pathInRepository: '' }
const victims = ['creates', 'deletes'].map((title) =>
  sampleTest(title, { kind: 'victim', manifest: title === 'creates', findings: ['L1'], line: 7 }),
)

test('a finding is shown with its victims, evidence, cause, state, proof and replay commands', () => {
  const finding = sampleFinding(victims, {
    cause: { kind: 'polluter', tests: ['test/a.test.ts > logs in'], others: true },
    state: [
      {
        path: 'process.env.USER',
        before: '"me"',
        after: '"admin"',
        writtenBy: [],
        restored: { failed: 0, total: 3 },
      },
    ],
    evidence: [
      { what: 'alone', order: 'x', failed: 0, total: 4 },
      { what: 'together', order: 'y', failed: 5, total: 5 },
      { what: 'after it', order: 'z', failed: 3, total: 3, proof: 'present' },
    ],
    runnerCommand: 'npx vitest run test/a.test.ts',
  })
  const report = sampleReport([...victims, sampleTest('fine')], [finding], {
    notCovered: [{ what: 'project browser', why: 'browser mode' }],
  })
  expect(markdown(report, options)).toMatchInlineSnapshot(`
    "## leakcheck: 1 finding

    | finding | what | tests |
    | --- | --- | --: |
    | L1 | 1 test fails in your suite's order, 1 more can | 2 |

    ### ✗ L1: 1 test fails in your suite's order, 1 more can

    - \`test/api.test.ts > creates\`: fails now
    - \`test/api.test.ts > deletes\`

    **seen** \`alone 0/4 failed · together 5/5 failed\`  
    **same error** \`429 Too Many Requests\`  
    **cause** \`after test/a.test.ts > logs in\`  
    **others** \`without it the same is seen in that order: --all-polluters names everybody\`  
    **state** \`process.env.USER   "me" → "admin"   undone → 0/3 failed\`  
    **proof** \`after it 3/3 failed\`  

    \`\`\`sh
    npx leakcheck replay L1
    \`\`\`

    The same in plain Vitest:

    \`\`\`sh
    npx vitest run test/a.test.ts
    \`\`\`

    ### Not covered

    - \`project browser\` · \`browser mode\`

    | kind | tests | |
    | --- | --: | --- |
    | victim | 2 | passes alone, fails in some company; 1 in your suite's own order |
    | clean | 1 | passed in every order that was tried |
    | all | 3 | |

    1,904 runs, 52 s · seed 1 · 2026-01-02T03:04:05.000Z · leakcheck 0.1.0
    "
  `)
})

test('a report without findings is a headline and one table', () => {
  expect(markdown(sampleReport([sampleTest('a')]), options)).toMatchInlineSnapshot(`
    "## leakcheck: no state leak found

    | kind | tests | |
    | --- | --: | --- |
    | clean | 1 | passed in every order that was tried |
    | all | 1 | |

    1,904 runs, 52 s · seed 1 · 2026-01-02T03:04:05.000Z · leakcheck 0.1.0
    "
  `)
})

test('an error that kept leakcheck from its job is the headline, and its hint is shown', () => {
  const errors = [{ code: 'no-runner', message: 'no runner\nfound', hint: 'install one' }]
  const text = markdown(sampleReport([], [], { exitCode: 2, complete: false, errors }), options)
  expect(text).toContain('## leakcheck could not do its job')
  expect(text).toContain('- `no runner` · hint: `install one`')
})

test('victims are links to their source if its URL is known', () => {
  const file = 'test/a b)(.test.ts'
  const tests = [sampleTest('x', { file, line: 3, kind: 'victim' })]
  const sourceUrl = 'https://github.com/o/r/blob/abc'
  const text = markdown(sampleReport(tests, [sampleFinding(tests)]), { ...options, sourceUrl })
  expect(text).toContain(
    '[`test/a b)(.test.ts > x`](https://github.com/o/r/blob/abc/test/a%20b%29%28.test.ts#L3)',
  )
})

test('a long report is cut to the length of a comment, and says how many findings are left out', () => {
  const long = sampleTest('x'.repeat(400), { kind: 'victim', findings: ['L1'] })
  const failure = { type: 'Error', message: '漢'.repeat(5_000), normalized: '' }
  const findings = Array.from({ length: 500 }, (_, index) =>
    sampleFinding(
      Array.from({ length: 20 }, () => long),
      { id: `L${index + 1}`, failure },
    ),
  )
  const text = markdown(sampleReport([long], findings), options)
  expect(text.length).toBeLessThan(65_536)
  const shown = (text.match(/^### ✗/gm) ?? []).length
  expect(shown).toBeGreaterThan(5)
  expect(text).toContain(`${500 - shown} findings left out here, for length`)
  expect(text).toContain('| all | 1 | |')
})

/** What a reader of Markdown makes of it: the kinds of nodes, and the text that is not in code. */
function outsideCode(text: string): { types: string[]; said: string } {
  const types = new Set<string>()
  const said: string[] = []
  const walker = new Parser().parse(text).walker()
  for (let step = walker.next(); step; step = walker.next()) {
    types.add(step.node.type)
    if (step.node.type === 'text') said.push(step.node.literal ?? '')
  }
  return { types: [...types].sort(), said: said.join('') }
}

const PIECES = [
  ...[
    'EVIL',
    '@EVIL',
    '`',
    '``',
    '```',
    '~~~',
    '|',
    '\\',
    '\n',
    '\r\n',
    '\n\n',
    '\n- ',
    '\n# ',
    '\n> ',
    ' ',
  ],
  ...['<b>', '<!--', '-->', '</details>', '<img src=x onerror=alert(1)>', '&#64;EVIL', '&lt;'],
  ...[
    '[EVIL](http://EVIL)',
    '![EVIL](x)',
    '](',
    'https://EVIL.example',
    'www.EVIL.example',
    '#1',
    ':EVIL:',
  ],
  ...['*', '_', '~', '$EVIL$', '[^1]', '\u2028', '\u202e', '\ud800', '\u001b[31m', '::error::EVIL'],
]

test('text of a suite stays in code, and makes no markup, no mention and no link', () => {
  const nasty = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(nasty, nasty, (one, other) => {
      const bad = sampleTest(one, { kind: 'victim', findings: ['L1'], file: other, note: one })
      const failure = { type: other, message: one, normalized: '', frame: other }
      const finding = sampleFinding([bad], {
        id: `L1${one}`,
        failure,
        cause: { kind: 'polluter', tests: [one], alternatives: [other] },
        evidence: [{ what: other, order: one, failed: 1, total: 1, proof: 'present' }],
        cleaners: [one],
        state: [
          {
            path: one,
            before: other,
            after: one,
            writtenBy: [],
            restored: { failed: 0, total: 1 },
          },
        ],
        replay: `npx leakcheck replay ${one}`,
        runnerCommand: `pytest ${other}`,
      })
      const report = sampleReport([bad], [finding], {
        notCovered: [{ what: one, why: other }],
        errors: [{ code: 'x', message: one, hint: other, file: one }],
        silenced: [{ by: one, victims: [other], needed: [], failure }],
      })
      const { types, said } = outsideCode(markdown(report, options))
      expect(said.replace(/L1[A-Za-z0-9-]*/g, '')).not.toMatch(/EVIL|[@<&[\]`]|http|www/)
      expect(types).toEqual([
        ...['code', 'code_block', 'document', 'heading', 'item', 'linebreak', 'list'],
        ...['paragraph', 'softbreak', 'strong', 'text'],
      ])
    }),
    { numRuns: 500 },
  )
})
