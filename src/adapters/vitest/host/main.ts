/**
 * The process that holds the user's own Vitest. Its server stays up; each run gets a fresh test process.
 * Speaks the host protocol over IPC and writes nothing to the user's tree.
 */
import type { RawFailure } from '../../../model/failure.js'
import type { HostMessage, HostRequest } from '../../../model/protocol.js'
import type { VitestSetup } from '../setup.js'
import { toFailure } from '../child/failure.js'
import { describeProjects } from './projects.js'
import { relatedTo } from './related.js'
import { runFiles } from './run-files.js'
import type { Session } from './session.js'
import { startVitest } from './start.js'
import { setUpAt } from './test-process-environment.js'

const setup = JSON.parse(process.env.LEAKCHECK_SETUP ?? '{}') as VitestSetup
// The tests see the environment that they would see without leakcheck.
delete process.env.LEAKCHECK_SETUP

function send(message: HostMessage): void {
  process.send?.(message)
}

/** One line of an error: hosts report, the command line explains. */
function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n').find((line) => line.trim() !== '') ?? 'unknown error'
}

let session: Session
try {
  session = await startVitest(setup)
  send({ type: 'ready', version: setup.version, projects: describeProjects(session) })
} catch (error) {
  send({
    type: 'failed',
    code: 'runner-failed-to-start',
    message: `vitest ${setup.version} did not start: ${oneLine(error)}`,
    hint: 'does `npx vitest run` work in this folder?',
  })
  process.exit(1)
}

let work = Promise.resolve()
process.on('message', (request: HostRequest) => {
  work = work.then(() => serve(request))
})
// leakcheck is gone: nobody is left to serve.
process.on('disconnect', () => process.exit(1))

async function serve(request: HostRequest): Promise<void> {
  if (request.type === 'close') {
    await session.vitest.close()
    process.exit(0)
  }
  const answer =
    request.type === 'related'
      ? { unhandled: [], related: await relatedTo(session, request.files) }
      : {
          unhandled: await runFiles(session, request).catch((error: unknown) => [asFailure(error)]),
        }
  const { user, system } = process.cpuUsage()
  const at = setUpAt()
  send({
    type: 'done',
    id: request.id,
    ...answer,
    ...(at === undefined ? {} : { setUpAt: at }),
    hostCpuMs: Math.round((user + system) / 1000),
  })
}

function asFailure(error: unknown): RawFailure {
  return toFailure([error], setup.cwd)
}
