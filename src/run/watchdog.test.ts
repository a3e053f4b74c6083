import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isAlive, killMarked } from './marked-processes.js'
import { SESSION_MARK } from './marks.js'

let folder: string
const started: ChildProcess[] = []
const session = randomUUID()
/** Four Node processes start one after the other. */
const SLOW = { timeout: 30_000 }

/** What the watchdog is made of, as Node runs it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lc-test-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  for (const name of ['watchdog', 'watchdog-process', 'marked-processes', 'marks']) {
    const source = readFileSync(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), 'utf8')
    writeFileSync(
      join(folder, `${name}.js`),
      ts.transpileModule(source, { compilerOptions }).outputText,
    )
  }
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  killMarked(SESSION_MARK, session)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Scene {
  readonly leakcheck: ChildProcess
  /** The pid of what it started, in a session of its own. */
  readonly grandchild: number
  readonly temporary: string
}

/** A process that starts a watchdog as leakcheck does, and something that would outlive it. */
async function play(env: Record<string, string>, then = ''): Promise<Scene> {
  const temporary = join(folder, randomUUID())
  mkdirSync(temporary)
  const script = `
    import { spawn } from 'node:child_process'
    import { startWatchdog } from ${JSON.stringify(join(folder, 'watchdog.js'))}
    const watchdog = startWatchdog(${JSON.stringify(session)}, ${JSON.stringify(temporary)})
    const sleeper = ['-e', 'setTimeout(() => {}, 60_000)']
    const child = spawn(process.execPath, sleeper, { detached: true, stdio: 'ignore', env: ${JSON.stringify(env)} })
    child.once('spawn', () => setTimeout(() => { ${then}; console.log(child.pid) }, 100))
    setInterval(() => {}, 60_000)`
  const args = ['--input-type=module', '-e', script]
  const leakcheck = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(leakcheck)
  const said = await new Promise<string>((resolve) => {
    leakcheck.stdout.once('data', (chunk) => resolve(String(chunk)))
  })
  return { leakcheck, grandchild: Number(said), temporary }
}

const gone = (pid: number): Promise<void> =>
  expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)

test.runIf(process.platform === 'linux')(
  'kill -9 takes what carries the mark with it',
  SLOW,
  async () => {
    const scene = await play({ [SESSION_MARK]: session })
    expect(isAlive(scene.grandchild)).toBe(true)
    scene.leakcheck.kill('SIGKILL')
    await gone(scene.grandchild)
    await expect.poll(() => existsSync(scene.temporary), { timeout: 10_000 }).toBe(false)
  },
)

test('kill -9 takes the groups that were named with it, mark or not', SLOW, async () => {
  const scene = await play({}, 'watchdog.watch(child.pid)')
  scene.leakcheck.kill('SIGKILL')
  await gone(scene.grandchild)
})

test('after goodbye nothing is killed: leakcheck has done it itself', SLOW, async () => {
  const scene = await play(
    { [SESSION_MARK]: session },
    'watchdog.close(); setTimeout(() => process.exit(), 100)',
  )
  await new Promise((resolve) => scene.leakcheck.once('exit', resolve))
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(isAlive(scene.grandchild)).toBe(true)
  expect(existsSync(scene.temporary)).toBe(true)
  process.kill(scene.grandchild, 'SIGKILL')
})
