import type { createTwoFilesPatch } from 'diff'

/** Makes the unified diff from what is on the disk to what is generated. */
export type Differ = (path: string, before: string | undefined, after: string) => string

const unified =
  (patch: typeof createTwoFilesPatch): Differ =>
  (path, before, after) => {
    const from = before === undefined ? '/dev/null' : `a/${path}`
    const text = patch(from, `b/${path}`, (before ?? '').replaceAll('\r\n', '\n'), after, undefined, undefined, {
      context: 3,
    })
    return text.replace(/^={3,}\n/, '')
  }

/** Loads what makes diffs: only a run that has a difference to show pays for it. */
export const loadDiffer = async (): Promise<Differ> => unified((await import('diff')).createTwoFilesPatch)

/** Loads what makes diffs when there is one to make. */
export type LazyDiffer = () => Promise<Differ>

/** Makes a {@link LazyDiffer} that loads once. */
export const lazyDiffer = (): LazyDiffer => {
  let loading: Promise<Differ> | undefined
  return () => (loading ??= loadDiffer())
}
