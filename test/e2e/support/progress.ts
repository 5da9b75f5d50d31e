/** A step of a build, as the builder recorded it. */
export interface Step {
  /** `[deps 4/5] RUN npm ci`. */
  readonly name: string
  readonly cached: boolean
  readonly ran: boolean
  /** When it began and ended, in milliseconds; 0 where it did not run. */
  readonly started: number
  readonly completed: number
  readonly log: string
  readonly error: string
}

interface Vertex {
  readonly digest: string
  readonly name: string
  readonly cached?: boolean
  readonly started?: string
  readonly completed?: string
  readonly error?: string
}

interface Record {
  readonly vertexes?: readonly Vertex[]
  readonly logs?: readonly { readonly vertex: string; readonly data: string }[]
}

const isStep = (name: string): boolean => /^\[[^\]]*\d+\/\d+\] /.test(name) && !/^\[[^\]]*\] FROM /.test(name)

/**
 * The steps of a build from what `--progress=rawjson` printed; without what is internal and without bases.
 *
 * @see https://docs.docker.com/reference/cli/docker/buildx/build/#progress
 */
export const stepsOf = (rawjson: string): readonly Step[] => {
  const vertexes = new Map<string, Vertex>()
  const logs = new Map<string, string[]>()
  for (const line of rawjson.split('\n').filter((each) => each.startsWith('{'))) {
    const record = JSON.parse(line) as Record
    for (const vertex of record.vertexes ?? [])
      vertexes.set(vertex.digest, { ...vertexes.get(vertex.digest), ...vertex })
    for (const { vertex, data } of record.logs ?? []) {
      logs.set(vertex, [...(logs.get(vertex) ?? []), Buffer.from(data, 'base64').toString('utf8')])
    }
  }
  return [...vertexes.values()]
    .filter(({ name }) => isStep(name))
    .map(({ digest, name, cached = false, started = '', completed = '', error = '' }) => ({
      name,
      cached,
      ran: !cached && completed !== '',
      started: Date.parse(started) || 0,
      completed: Date.parse(completed) || 0,
      log: (logs.get(digest) ?? []).join(''),
      error,
    }))
}

/** The steps that ran, by name. */
export const ranOf = (steps: readonly Step[]): readonly string[] =>
  steps.filter(({ ran }) => ran).map(({ name }) => name)
