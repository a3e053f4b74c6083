import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPython } from './find-python.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'python-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function interpreter(...path: string[]): string {
  const file = join(root, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

const project = (): string => {
  const folder = join(root, 'work/project')
  mkdirSync(folder, { recursive: true })
  return folder
}

test('a Python can be named by its path, by its virtualenv, or by a name on the PATH', () => {
  const path = interpreter('env/bin/python')
  expect(findPython(project(), {}, path).path).toBe(path)
  expect(findPython(project(), {}, '../../env').path).toBe(path)
  const special = interpreter('bin/python3.9')
  expect(findPython(project(), { PATH: join(root, 'bin') }, 'python3.9').path).toBe(special)
})

test('an active virtualenv comes before a local one, a local one before the PATH', () => {
  const cwd = project()
  const onPath = interpreter('bin/python3')
  const environment = { PATH: join(root, 'bin') }
  expect(findPython(cwd, environment).path).toBe(onPath)
  const above = interpreter('work/.venv/bin/python')
  expect(findPython(cwd, environment).path).toBe(above)
  const local = interpreter('work/project/.venv/bin/python')
  expect(findPython(cwd, environment).path).toBe(local)
  const active = interpreter('active/bin/python')
  const { path, why } = findPython(cwd, { ...environment, VIRTUAL_ENV: join(root, 'active') })
  expect(path).toBe(active)
  expect(why).toContain('VIRTUAL_ENV')
})

test("a virtualenv in poetry's store is found only for a project with a poetry.lock", () => {
  const cwd = project()
  writeFileSync(join(cwd, 'pyproject.toml'), '[project]\nname = "My.Shop"\n')
  const path = interpreter('store/my-shop-Ab12-py3.11/bin/python')
  const environment = { POETRY_VIRTUALENVS_PATH: join(root, 'store') }
  expect(() => findPython(cwd, environment)).toThrow('no Python')
  writeFileSync(join(cwd, 'poetry.lock'), '')
  expect(findPython(cwd, environment).path).toBe(path)
})

test('no Python at all, and none at the path that was named, are two different errors', () => {
  expect(() => findPython(project(), {})).toThrow('no Python')
  expect(() => findPython(project(), {}, 'no/such/python')).toThrow('there is no Python at')
})
