// Part of npm run build: what is written in Python goes beside what the compiler wrote.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './shell.mjs'

const PLUGIN = 'adapters/pytest/host/leakcheck_pytest'

cpSync(join(root, 'src', PLUGIN), join(root, 'dist', PLUGIN), {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
})
