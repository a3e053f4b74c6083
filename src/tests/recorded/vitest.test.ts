import { walkRecorded } from './walk-recorded.js'

walkRecorded('vitest')
