import { join } from 'node:path'
import { fixtures } from '../drive/folders.js'
import { walkResume } from '../drive/walk-resume.js'

walkResume(join(fixtures, 'vitest/victim-in-file'), [], import.meta.filename)
