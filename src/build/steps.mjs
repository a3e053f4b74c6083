// Steps of a long command: what is under way, since when, and what it took.
import { spawn } from 'node:child_process'
import { npmCommand, root } from './shell.mjs'

const startedAt = Date.now()

/** Says what begins, and when: `[1 m 05 s] build`. */
export function begin(what) {
  console.log(`\n[${span(Date.now() - startedAt)}] ${what}`)
}

/** @param ms a duration */
export function span(ms) {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  const rest = String(seconds % 60)
  return minutes === 0 ? `${rest} s` : `${minutes} m ${rest.padStart(2, '0')} s`
}

/** npm scripts, so many at a time; what each printed is shown when it ends. Ends this process when one fails. */
export async function sideBySide(scripts, lanes = 2) {
  const waiting = [...scripts]
  const lane = async () => {
    for (let script = waiting.shift(); script; script = waiting.shift()) await shown(script)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function shown(script) {
  const from = Date.now()
  const { code, printed } = await captured(npmCommand(['run', '--silent', script]))
  console.log(`  ${code === 0 ? 'ok' : 'FAILED'}  ${script}  ${span(Date.now() - from)}`)
  if (code === 0) return
  console.error(printed)
  process.exit(1)
}

function captured([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (printed += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, printed }))
  })
}
