import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from '../../check.js'
import type { Report } from '../../model/report-document.js'
import { recordedSuite } from '../../recording/recorded-suite.js'
import { readRecording } from '../../recording/recording-text.js'

/**
 * The pipeline in this process, on recorded answers: plan, detect, confirm, diagnose, document.
 *
 * @param text the recording
 * @param anew the command that records it
 * @throws LeakcheckError `not-recorded` when the pipeline asks for a run that the recording does not hold
 */
export async function runRecorded(text: string, cwd: string, anew: string): Promise<Report> {
  const recording = readRecording(text, cwd)
  const outputDir = mkdtempSync(join(tmpdir(), 'recorded-'))
  try {
    return await check(
      { ...recording.config, cwd, outputDir },
      {
        emit: () => undefined,
        signal: new AbortController().signal,
        command: ['run'],
        commandLine: (words) => ['leakcheck', ...words].join(' '),
        shellLine: (words) => words.join(' '),
        onPlan: () => undefined,
        withSuite: (_config, _signal, work) => work(recordedSuite(recording, anew)),
      },
    )
  } finally {
    rmSync(outputDir, { recursive: true, force: true })
  }
}
