import { join } from 'node:path'
import { fixtures, virtualenv } from '../drive/folders.js'
import { walkResume } from '../drive/walk-resume.js'

const PYTHON = ['--python', virtualenv]

walkResume(join(fixtures, 'pytest/victim-class-fixture'), PYTHON, import.meta.filename)
