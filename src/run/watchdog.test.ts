import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
/** Safety net: each test starts three Node processes, which takes a third of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }
/** A wait gives up before its test does, to say what it was for. */
const WAIT = { timeout: 50_000, interval: 10 }

/** What the watchdog is made of, as Node runs it. The watchdog's own file also says when the watchdog has come to its end. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lc-test-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  for (const name of ['watchdog', 'watchdog-process', 'marked-processes', 'limit-mark', 'marks']) {
    const source = readFileSync(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), 'utf8')
    const { outputText } = ts.transpileModule(source, { compilerOptions })
    writeFileSync(join(folder, `${name}.js`), outputText)
  }
  const lastWords = `
    import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(process.argv[3] + '.ended', ''))`
  appendFileSync(join(folder, 'watchdog-process.js'), lastWords)
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

/**
 * A process that starts a watchdog as leakcheck does, and something that would outlive it.
 *
 * @param then what it does once both have been started
 */
async function play(env: Record<string, string>, then = ''): Promise<Scene> {
  const temporary = join(folder, randomUUID())
  mkdirSync(temporary)
  // It outlives the test, so that only the watchdog can have ended it.
  const sleeper = `setTimeout(() => {}, ${2 * PATIENT.timeout})`
  const script = `
    import { spawn } from 'node:child_process'
    import { startWatchdog } from ${JSON.stringify(join(folder, 'watchdog.js'))}
    const watchdog = startWatchdog(${JSON.stringify(session)}, ${JSON.stringify(temporary)})
    const options = { detached: true, stdio: 'ignore', env: ${JSON.stringify(env)} }
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(sleeper)}], options)
    child.once('spawn', () => { ${then}; console.log(child.pid) })
    setInterval(() => {}, ${2 * PATIENT.timeout})`
  const args = ['--input-type=module', '-e', script]
  const leakcheck = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(leakcheck)
  const said = await new Promise<string>((resolve) => {
    leakcheck.stdout.once('data', (chunk) => resolve(String(chunk)))
  })
  return { leakcheck, grandchild: Number(said), temporary }
}

/** Until the watchdog has done all that it will ever do. */
const end = ({ temporary }: Scene): Promise<void> =>
  expect.poll(() => existsSync(`${temporary}.ended`), WAIT).toBe(true)

const death = (pid: number): Promise<void> => expect.poll(() => isAlive(pid), WAIT).toBe(false)

test.runIf(process.platform === 'linux')(
  'when leakcheck is killed, the watchdog kills processes that carry its mark and removes its temporary folder',
  PATIENT,
  async () => {
    const scene = await play({ [SESSION_MARK]: session })
    expect(isAlive(scene.grandchild)).toBe(true)
    scene.leakcheck.kill('SIGKILL')
    await end(scene)
    await death(scene.grandchild)
    expect(existsSync(scene.temporary)).toBe(false)
  },
)

test(
  'when leakcheck is killed, the watchdog kills process groups that it was told of, with or without a mark',
  PATIENT,
  async () => {
    const scene = await play({}, 'watchdog.watch(child.pid)')
    expect(isAlive(scene.grandchild)).toBe(true)
    scene.leakcheck.kill('SIGKILL')
    await end(scene)
    await death(scene.grandchild)
  },
)

test(
  'when leakcheck ends after a goodbye, the watchdog ends too and kills and removes nothing',
  PATIENT,
  async () => {
    const scene = await play(
      { [SESSION_MARK]: session },
      'watchdog.watch(child.pid); watchdog.close(); setImmediate(() => process.exit())',
    )
    await end(scene)
    expect(isAlive(scene.grandchild)).toBe(true)
    expect(existsSync(scene.temporary)).toBe(true)
    process.kill(scene.grandchild, 'SIGKILL')
  },
)
