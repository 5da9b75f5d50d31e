import { normalName } from './requirement.js'

/** What the wheels of one package run on. */
interface Wheels {
  /** Some wheel runs everywhere. */
  pure: boolean
  /** Minor versions of Python 3 with a wheel of their own for Linux. */
  readonly exact: Set<number>
  /** The first minor version of the stable ABI. */
  from: number
}

/** `greenlet-3.1.1-cp313-cp313-manylinux_2_17_x86_64.whl`: name, version, perhaps a build number, tags of Python, ABI and platform (PEP 427). */
const wheelName = /\b([A-Za-z0-9][\w.]*)-[^-\s"'/]+(?:-\d\w*)?-([\w.]+)-([\w.]+)-([\w.]+)\.whl\b/g

/** A dependency of old versions of Python only: newer ones need no wheel of it. */
const conditional = /^\s*(?:\{ name = )?"?([\w.-]+)"?(?: = \{|,)[^\n]*\bpython_(?:full_)?version *</gm

/** The same in the head of a package, as Poetry 2 writes it. */
const conditionalPackage = /^name = "([\w.-]+)"\n(?:[\w-]+ = [^\n]*\n)*?markers = [^\n]*\bpython_(?:full_)?version *</gm

const readWheels = (lock: string): ReadonlyMap<string, Wheels> => {
  const found = new Map<string, Wheels>()
  for (const [, name = '', pythons = '', abis = '', platforms = ''] of lock.matchAll(wheelName)) {
    const key = normalName(name)
    const wheels = found.get(key) ?? { pure: false, exact: new Set<number>(), from: Infinity }
    found.set(key, wheels)
    if (platforms === 'any') wheels.pure = true
    if (!platforms.includes('linux')) continue
    for (const python of pythons.split('.')) {
      const minor = Number(/^cp3(\d+)$/.exec(python)?.[1])
      if (python === 'py3') wheels.from = 0
      else if (abis.split('.').includes('abi3')) wheels.from = Math.min(wheels.from, minor)
      else if (abis.split('.').includes(python) || abis === `${python}m`) wheels.exact.add(minor)
    }
  }
  return found
}

/**
 * How many locked packages have wheels for Linux, but none for a minor version of Python 3: an install there compiles them,
 * which fails more often than not. Reads uv.lock, poetry.lock and pdm.lock, which name the files of each package.
 *
 * @example
 * ```ts
 * packagesWithoutWheel('{file = "asyncpg-0.26.0-cp310-cp310-manylinux_2_17_x86_64.whl"}')(13) // 1
 * ```
 */
export const packagesWithoutWheel = (lock: string): ((minor: number) => number) => {
  // The services of a workspace share a lockfile, which may be the largest file of the repository.
  if (last?.lock !== lock) last = { lock, count: countWithout(lock) }
  return last.count
}

let last: { readonly lock: string; readonly count: (minor: number) => number } | undefined

const countWithout = (lock: string): ((minor: number) => number) => {
  const names = [...lock.matchAll(conditional), ...lock.matchAll(conditionalPackage)]
  const skipped = new Set(names.map(([, name = '']) => normalName(name)))
  const native = [...readWheels(lock)].flatMap(([name, wheels]) =>
    wheels.pure || skipped.has(name) || (wheels.exact.size === 0 && wheels.from === Infinity) ? [] : [wheels],
  )
  return (minor) => native.filter(({ exact, from }) => minor < from && !exact.has(minor)).length
}
