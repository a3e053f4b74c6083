import { basename } from 'node:path'
import { parse, type ParseEntry } from 'shell-quote'
import { OTHER_RUNNERS } from './other-runners.js'

/** A test runner that a command line calls. */
export interface ScriptCall {
  readonly runner: string
  /** The folder that it is called for, relative to the script's own; undefined: that one. */
  readonly folder?: string
  /** A config of another name than the runner looks for by itself. */
  readonly config?: string
}

/** Programs that call the one that is named after them. */
const WRAPPERS = new Set([
  ...['npx', 'pnpx', 'bunx', 'npm', 'pnpm', 'yarn', 'bun', 'exec', 'dlx', 'x', 'run'],
  ...['node', 'tsx', 'ts-node', 'env', 'cross-env', 'cross-env-shell', 'c8', 'nyc'],
  ...['time', 'timeout', 'nice', 'xvfb-run', 'xvfb-maybe', 'dotenv', 'dotenvx', 'env-cmd'],
  ...['sh', 'bash', 'concurrently', 'start-server-and-test'],
])

const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun', 'npx', 'pnpx', 'bunx'])
/** What package managers are told when a command is for other packages: those say themselves what their tests are. */
const FOR_OTHERS =
  /^(-r|--recursive|-F.*|--filter.*|-w|-ws|--workspaces?(=.*)?|workspaces?|foreach)$/
/** Of these, the next word is a folder, or what follows `=`. */
const FOLDER_OF_MANAGER = /^(?:-C|--dir|--prefix|--cwd)(?:=(.+))?$/
const FOLDER_OF_VITEST = /^(?:-r|--root|--dir)(?:=(.+))?$/
const CONFIG_OF_VITEST = /^(?:-c|--config)(?:=(.+))?$/
/** What Vitest does that is no run of tests. */
const NO_TESTS = new Set(['bench', 'init', 'list'])

/** Test runners that one of `package.json`'s scripts calls, each once. What other scripts do that it calls is not followed. */
export function scriptCalls(script: string): readonly ScriptCall[] {
  const calls: ScriptCall[] = []
  let folder: string | undefined
  for (const words of commandsOf(script)) {
    if (words[0] === 'cd') {
      folder = words[1]
      continue
    }
    for (const call of callsIn(words)) {
      const into = [folder, call.folder].filter((each) => each !== undefined).join('/')
      calls.push(into === '' ? call : { ...call, folder: into })
    }
  }
  return calls.filter((call, index) => calls.findIndex((each) => isSame(each, call)) === index)
}

function isSame(one: ScriptCall, other: ScriptCall): boolean {
  return one.runner === other.runner && one.folder === other.folder && one.config === other.config
}

/** Simple commands, each as its words. */
function commandsOf(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]]
  for (const entry of parsed(script)) {
    if (typeof entry === 'string') commands.at(-1)?.push(entry)
    else if ('pattern' in entry) commands.at(-1)?.push(entry.pattern)
    else if ('op' in entry && entry.op !== '>' && entry.op !== '<' && entry.op !== '>&')
      commands.push([])
  }
  return commands.filter((words) => words.length > 0)
}

/** Variables stay as they are written. */
function parsed(script: string): readonly ParseEntry[] {
  try {
    return parse(script, (name) => `$${name}`)
  } catch {
    return []
  }
}

function callsIn(words: readonly string[]): readonly ScriptCall[] {
  // `concurrently "vitest" "tsc -w"`, `sh -c "vitest run"`
  const inner = words.filter((word) => /\s/.test(word) && !/^[\w-]+=/.test(word))
  return [...inner.flatMap((word) => scriptCalls(word)), ...directCall(words)]
}

function directCall(words: readonly string[]): readonly ScriptCall[] {
  let folder: string | undefined
  let byManager = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const rest = words.slice(at + 1)
    // A reporter may be called like a runner.
    const isReporter = /^(-R|--.*reporter)$/.test(words[at - 1] ?? '')
    const runner = isReporter ? undefined : runnerOf(programOf(word), rest)
    if (runner !== undefined) return [withFolder(calledAs(runner, rest), folder)]
    if (/^\w+=/.test(word)) continue
    if (WRAPPERS.has(programOf(word))) {
      byManager ||= MANAGERS.has(programOf(word))
      continue
    }
    if (byManager && FOR_OTHERS.test(word)) return []
    const named = byManager ? FOLDER_OF_MANAGER.exec(word) : null
    if (named) {
      folder = named[1] ?? rest[0]
      if (named[1] === undefined) at += 1
    } else if (word === '--' || word.startsWith('-') || isValue(words, at)) continue
    else {
      // `doppler run -- vitest`
      const dashes = rest.indexOf('--')
      return dashes === -1 ? [] : directCall(rest.slice(dashes + 1))
    }
  }
  return []
}

/** What follows an option of a wrapper may belong to it: `node --import tsx`, `c8 -r lcov`, `timeout 60`. */
function isValue(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? ''
  return (
    (before.startsWith('-') && before !== '--' && !before.includes('=')) ||
    /^[\d.]+[smh]?$/.test(words[at] ?? '')
  )
}

/** `./node_modules/.bin/vitest`, `node_modules/jest/bin/jest.js`, `vitest.cmd` → the program's name. */
function programOf(word: string): string {
  return basename(word).replace(/\.(cmd|exe|[cm]?js)$/, '')
}

function runnerOf(program: string, rest: readonly string[]): string | undefined {
  const argument = rest.find((word) => !word.startsWith('-'))
  if (program === 'vitest') return NO_TESTS.has(argument ?? '') ? undefined : 'vitest'
  const isCalled = (call: string): boolean => {
    const [name, needed] = call.split(' ')
    if (name !== program) return false
    if (needed === undefined) return true
    return needed.startsWith('-') ? rest.includes(needed) : argument === needed
  }
  return OTHER_RUNNERS.find(({ calls }) => calls.some(isCalled))?.name
}

function calledAs(runner: string, rest: readonly string[]): ScriptCall {
  if (runner !== 'vitest') return { runner }
  const folder = valueOf(FOLDER_OF_VITEST, rest)
  const config = valueOf(CONFIG_OF_VITEST, rest)
  return {
    runner,
    ...(folder === undefined || folder === '.' ? {} : { folder }),
    ...(config === undefined ? {} : { config }),
  }
}

function valueOf(option: RegExp, words: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const match = option.exec(word)
    if (match) return match[1] ?? words[index + 1]
  }
  return undefined
}

function withFolder(call: ScriptCall, folder: string | undefined): ScriptCall {
  if (folder === undefined) return call
  return { ...call, folder: call.folder === undefined ? folder : `${folder}/${call.folder}` }
}
