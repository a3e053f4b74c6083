import { EXIT_CODE_OF_SIGNAL } from './exit-code.js'

type Signal = keyof typeof EXIT_CODE_OF_SIGNAL

export interface Interruption {
  /** Aborted with the signal's name as its reason. */
  readonly signal: AbortSignal
  /** 130 or 143 once a signal came. */
  exitCode(): number | undefined
  stopListening(): void
}

/** Wrappers such as npm and `timeout` pass on a signal that the whole group has got anyway: one wish, two signals. */
const ECHO_MS = 1_000

/** The first SIGINT or SIGTERM asks the pipeline to end with what it knows; the second ends leakcheck at once. */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController()
  const signals = Object.keys(EXIT_CODE_OF_SIGNAL) as Signal[]
  let received: Signal | undefined
  let receivedAt = 0
  const listener = (signal: Signal) => {
    if (received !== undefined) {
      if (performance.now() - receivedAt > ECHO_MS) process.exit(EXIT_CODE_OF_SIGNAL[signal])
      return
    }
    received = signal
    receivedAt = performance.now()
    controller.abort(signal)
    onFirst()
  }
  for (const signal of signals) process.on(signal, listener)
  return {
    signal: controller.signal,
    exitCode: () => received && EXIT_CODE_OF_SIGNAL[received],
    stopListening: () => {
      for (const signal of signals) process.off(signal, listener)
    },
  }
}
