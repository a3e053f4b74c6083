import { join } from 'node:path'
import { walkFairness } from '../drive/walk-fairness.js'
import { fixtures } from '../drive/folders.js'

const runners = join(fixtures, 'runners')

walkFairness(
  'pytest',
  ['7', '8', '9'].map((major) => ({
    major,
    args: ['--python', join(runners, `pytest-${major}`, '.venv')],
  })),
)
