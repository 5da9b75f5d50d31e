import type { Progress } from '../generate/options.js'
import type { Terminal } from './command-module.js'
import { startProgress } from './progress-line.js'

/** How far a run over many services is, on a line of a terminal. */
export interface ServiceProgress {
  readonly show: (progress: Progress) => void
  readonly end: () => void
}

const verbs = { make: 'Making', write: 'Writing' } as const satisfies Record<Progress['phase'], string>

/** Seconds for people: `8 s`, `2 min`. */
const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`

/**
 * What a progress line says; `elapsed` is the time since the phase began, in milliseconds.
 *
 * @example
 * ```ts
 * progressText({ phase: 'make', done: 2500, total: 10000 }, 1500) // 'Making 2500 of 10000 services, about 5 s left'
 * ```
 */
export const progressText = ({ phase, done, total }: Progress, elapsed: number): string => {
  const left = done === 0 ? '' : `, about ${duration(((elapsed / done) * (total - done)) / 1000)} left`
  return `${verbs[phase]} ${done} of ${total} services${left}`
}

/** Begins to show how far a run is, where standard error is a terminal. */
export const startServiceProgress = ({ err }: Terminal, quiet: boolean): ServiceProgress => {
  const now = (): number => performance.now()
  const line = startProgress({ isTerminal: process.stderr.isTTY === true && !quiet, write: err, now })
  let phase: Progress['phase'] | undefined
  let began = 0
  return {
    show: (progress) => {
      if (progress.phase !== phase) {
        phase = progress.phase
        began = now()
      }
      line.show(() => progressText(progress, now() - began))
    },
    end: line.end,
  }
}
