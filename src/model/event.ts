import type { RunRecord } from './run.js'

/** What the pipeline tells whoever watches; progress displays are the only readers. */
export type ProgressEvent =
  | {
      readonly kind: 'stage'
      readonly stage: Stage
      readonly total?: number
      readonly detail?: string
    }
  | { readonly kind: 'run-end'; readonly record: RunRecord }
  | { readonly kind: 'notice'; readonly message: string }

export type Stage =
  | 'discover'
  | 'together'
  | 'lanes'
  | 'alone'
  | 'reverse'
  | 'twice'
  | 'after'
  | 'files'
  | 'pairs'
  | 'shuffle'
  | 'confirm'
  | 'search'
  | 'prove'
  | 'replay'

export type Emit = (event: ProgressEvent) => void
