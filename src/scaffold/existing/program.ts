import type { Ecosystem, Facts } from '../../project/facts.js'

/** How the image of a preset starts a program of the old one; `undefined` when it does not have it. */
type Finder = (name: string, facts: Facts) => string | undefined

const pythonProgram: Finder = (name, { python }) => {
  if (/^python(?:3(?:\.\d+)?)?$/.test(name)) return 'python'
  const isInstalled =
    python?.dependencies.some((dependency) => dependency.name === name && dependency.group === 'main') === true ||
    Object.hasOwn(python?.project?.scripts ?? {}, name)
  return isInstalled ? name : undefined
}

const nodeProgram: Finder = (name, { node }) => {
  if (name === 'node' || name === 'nodejs') return 'node'
  return Object.hasOwn(node?.manifest.dependencies ?? {}, name) ? `node_modules/.bin/${name}` : undefined
}

const finders: Readonly<Partial<Record<Ecosystem, Finder>>> = { python: pythonProgram, node: nodeProgram }

/** Package managers, which start what their manifest says. */
export const managers: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun', 'poetry', 'uv', 'pdm', 'pipenv'])

/** The name of a program as words name it: `uvicorn` for `/opt/venv/bin/uvicorn`; a path elsewhere stays. */
export const programName = (word: string): string => /^(?:\/[^/]+)*\/s?bin\/([^/]+)$/.exec(word)?.[1] ?? word

/** How the image of a preset starts a program, where it has it. */
export const programIn = (ecosystems: readonly Ecosystem[], name: string, facts: Facts): string | undefined => {
  for (const ecosystem of ecosystems) {
    const found = finders[ecosystem]?.(name, facts)
    if (found !== undefined) return found
  }
  return undefined
}
