/** See watchdog.ts. argv: the session's mark, the session's temporary folder. */
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { killMarked } from './marked-processes.js'
import { SESSION_MARK } from './marks.js'

const [session = '', temporary = ''] = process.argv.slice(2)
const groups: number[] = []
let said = false

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'bye') said = true
    else groups.push(Number(line))
  })
  .on('close', () => {
    if (said) return
    for (const group of groups) killGroup(group)
    killMarked(SESSION_MARK, session)
    rmSync(temporary, { recursive: true, force: true })
  })

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It had ended by itself.
  }
}
