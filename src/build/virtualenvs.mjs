import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './shell.mjs'

/** Folder that gets a `.venv` → the requirements that go into it. */
const VIRTUALENVS = {
  fixtures: 'fixtures/pytest/requirements.txt',
  'fixtures/runners/pytest-7': 'fixtures/runners/pytest-7/requirements.txt',
  'fixtures/runners/pytest-8': 'fixtures/runners/pytest-8/requirements.txt',
  'fixtures/runners/pytest-9': 'fixtures/runners/pytest-9/requirements.txt',
}

/** A virtualenv for each kind of pytest suite, made anew when what it should hold has changed. */
export function makeVirtualenvs(folders = Object.keys(VIRTUALENVS)) {
  for (const folder of folders) {
    const requirements = VIRTUALENVS[folder]
    const target = join(root, folder, '.venv')
    const wanted = readFileSync(join(root, requirements), 'utf8')
    // Written last: a virtualenv without it is one whose making was interrupted.
    const stamp = join(target, 'installed-requirements.txt')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue
    console.log(`> python3 -m venv ${folder}/.venv, with ${requirements}`)
    rmSync(target, { recursive: true, force: true })
    run('python3', ['-m', 'venv', target])
    const python = join(target, 'bin/python')
    run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join(root, requirements)])
    writeFileSync(stamp, wanted)
  }
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) return
  console.error(
    `${command} ${args.slice(0, 3).join(' ')} failed${error ? `: ${error.message}` : ''}. ` +
      'The pytest fixtures need Python 3.9 or newer with its venv module (Debian: python3-venv).',
  )
  process.exit(1)
}
