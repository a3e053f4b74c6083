import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OTHER_RUNNERS } from './other-runners.js'
import { scriptCalls } from './script-calls.js'

test.each([
  ['vitest'],
  ['vitest run --coverage'],
  ['NODE_ENV=test CI=1 vitest run'],
  ['cross-env TZ=UTC vitest'],
  ['npx --yes vitest run'],
  ['pnpm exec vitest'],
  ['yarn run vitest'],
  ['bunx --bun vitest'],
  ['c8 --reporter=lcov vitest run'],
  ['c8 -r lcov vitest run'],
  ['dotenv -e .env.test -- vitest'],
  ['doppler run --config test -- vitest run'],
  ['timeout 60 vitest run'],
  ['node --import tsx ./node_modules/vitest/vitest.mjs run'],
  ['node -r esm ./node_modules/.bin/vitest'],
  ['tsc -b && vitest run'],
  ['eslint . ; vitest run | tee log.txt'],
  ['sh -c "vitest run"'],
  ['concurrently "tsc -w" "vitest --ui"'],
  ['start-server-and-test dev 3000 "vitest run"'],
])('it calls Vitest: %s', (script) => {
  expect(scriptCalls(script)).toEqual([{ runner: 'vitest' }])
})

test.each([
  ['echo vitest'],
  ['npm install -D vitest'],
  ['vitest bench'],
  ['vitest list'],
  ['turbo run test'],
  ['npm test --workspaces'],
  ['pnpm -r exec vitest run'],
  ['pnpm --filter shop vitest run'],
  ['yarn workspace shop vitest'],
  ['npm run test -w packages/shop'],
  ['rm -rf coverage jest'],
  ['playwright install'],
  ['cypress verify'],
  ['node --test-reporter tap server.js'],
  ['bun run test'],
  [''],
  ['&& || "'],
])('it calls no runner for its own folder: %s', (script) => {
  expect(scriptCalls(script)).toEqual([])
})

test.each([
  ['jest --ci', 'jest'],
  ['react-scripts test --env=jsdom', 'jest'],
  ['nyc --reporter=text mocha -R tap', 'mocha'],
  ['node --test', 'node:test'],
  ['node --import tsx --test "src/**/*.test.ts"', 'node:test'],
  ['tsx --test src', 'node:test'],
  ['ava', 'ava'],
  ['jasmine --config=spec/jasmine.json', 'jasmine'],
  ['tap test/*.js', 'tap'],
  ['playwright test', 'playwright test'],
  ['npx cypress run', 'cypress'],
  ['bun test', 'bun test'],
  ['deno test -A', 'deno test'],
])('it calls a runner that leakcheck cannot drive: %s', (script, runner) => {
  expect(scriptCalls(script)).toEqual([{ runner }])
})

test.each([
  ['cd packages/shop && vitest run', 'packages/shop'],
  ['vitest run --root packages/shop', 'packages/shop'],
  ['vitest -r=packages/shop', 'packages/shop'],
  ['pnpm -C packages/shop exec vitest', 'packages/shop'],
  ['npm --prefix=packages/shop exec vitest', 'packages/shop'],
  ['cd packages && vitest --root shop', 'packages/shop'],
])('it calls Vitest for another folder: %s', (script, folder) => {
  expect(scriptCalls(script)).toEqual([{ runner: 'vitest', folder }])
})

test('it calls Vitest with a config of another name, and several runners', () => {
  expect(
    scriptCalls('vitest run && vitest run -c vitest.e2e.config.ts && playwright test'),
  ).toEqual([
    { runner: 'vitest' },
    { runner: 'vitest', config: 'vitest.e2e.config.ts' },
    { runner: 'playwright test' },
  ])
  expect(scriptCalls('vitest --config=unit.ts')).toEqual([{ runner: 'vitest', config: 'unit.ts' }])
})

const WORDS = ['vitest', 'jest', 'npx', '--', '-C', '--root', '&&', '"', "'", '$(', '`', '|', 'x']

test('whatever stands in a script, what comes of it is calls of runners that are known', () => {
  const words = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string()))
  fc.assert(
    fc.property(words, (script) => {
      for (const { runner, folder } of scriptCalls(script.join(' '))) {
        expect(['vitest', ...OTHER_RUNNERS.map(({ name }) => name)]).toContain(runner)
        expect(folder).not.toBe('')
      }
    }),
    { numRuns: 500 },
  )
})
