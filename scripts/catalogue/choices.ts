/** A decision that a preset takes for the image. */
export interface Choice {
  readonly choice: string
  /** What was measured, and on what. */
  readonly effect: string
  /** The price of it, or how to decide otherwise. */
  readonly instead: string
}

const fastapi = 'FastAPI with uvicorn'

const withoutPip: Choice = {
  choice: 'no pip in the environment',
  effect: '10.9 MB less (an environment with pip has 10.9 MB, one without 14 kB)',
  instead:
    'Before Python 3.12 setuptools stays, since packages of that time import it. `debug` installs its debugger from outside.',
}

const bytecode: Choice = {
  choice: 'dependencies are compiled to bytecode in the build',
  effect: `5.6 MB more of 16.4 MB (${fastapi}); the start takes 0.6 s of processor time instead of 1.0 s`,
  instead: 'A container with a read-only file system would compile them at each start.',
}

const notEditable: Choice = {
  choice: 'projects are installed with `--no-editable`',
  effect: 'not a matter of size: only so can the environment be copied alone',
  instead: '`dev` installs them as links to the sources, which an edit there needs.',
}

/** What each preset decides, with the effect that was measured. */
export const choices: Readonly<Record<string, readonly Choice[]>> = {
  'python-slim': [
    {
      choice: "`runtime: 'distroless'`",
      effect: `67.3 MB instead of 141 MB, 52 % less (${fastapi}); the start takes 0.3 s of processor time more, since Debian's standard library comes without bytecode`,
      instead: '`slim` is the default: it has a shell, any version of Python and packages of the distribution.',
    },
    withoutPip,
    bytecode,
    notEditable,
  ],
  'python-alpine-uv': [
    {
      choice: 'Alpine as the base',
      effect: '42.9 MB instead of 124 MB for the base, 65 % less (Python 3.13)',
      instead: '`pythonSlim()` where a package has no wheel for musl.',
    },
    withoutPip,
    bytecode,
    notEditable,
  ],
  'node-prod-deps': [
    {
      choice: 'only dependencies of production in `node_modules`',
      effect:
        '2.5 MB instead of 41.0 MB, 94 % less (the example); 15 kB instead of 26.1 MB where only TypeScript was needed',
      instead: 'The build and `dev` have all of them.',
    },
    {
      choice: "`runtime: 'distroless'`",
      effect: '153 MB instead of 227 MB for the base, 33 % less (Node 24)',
      instead: '`slim` is the default: it has a shell and can start tools, not only files.',
    },
  ],
  'go-distroless': [
    {
      choice: '`-ldflags="-s -w"`: no symbols, no debug information',
      effect: '6.2 MB instead of 9.0 MB, 31 % less (the example)',
      instead: 'Tracebacks keep their names; a debugger does not find any.',
    },
    {
      choice: 'a static program on distroless static',
      effect: '1.3 MB instead of 22.9 MB (base) for the base image',
      instead: 'What needs cgo gets the base that has a C library.',
    },
    {
      choice: 'cross-compilation instead of emulation',
      effect:
        'a build for arm64 on amd64 was not slower than one for amd64 (the example, nothing cached); emulation was not measured',
      instead: 'With cgo the compiler runs on the target platform.',
    },
  ],
  rust: [
    {
      choice: 'a stripped program: `CARGO_PROFILE_RELEASE_STRIP=symbols`',
      effect: '0.67 MB instead of 0.89 MB, 24 % less (a small server)',
      instead:
        '`strip` or `debug` in the profile decides otherwise: `strip = "debuginfo"` keeps the names in backtraces.',
    },
    {
      choice: "`libc: 'musl'`: a static program on distroless static",
      effect: '1.3 MB instead of 26.1 MB (cc) for the base image, 24.8 MB less',
      instead: '`gnu` is the default, since some libraries exist only as shared ones.',
    },
    {
      choice: 'no link-time optimisation',
      effect:
        'thin LTO with one codegen unit would make that program 6 % smaller (0.63 MB); in one run it took 22 s instead of 7',
      instead: 'Set it in `[profile.release]`, or in a profile of its own with `profile`.',
    },
  ],
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)

/** The section about the choices of a preset; empty where it has none. */
export const choicesSection = (name: string): string => {
  const found = choices[name] ?? []
  if (found.length === 0) return ''
  const rows = found.map(({ choice, effect, instead }) => `| ${cell(choice)} | ${cell(effect)} | ${cell(instead)} |`)
  return `## Choices

Each was measured with uncompressed images on linux/amd64; sizes of base images move with their releases.

| choice | effect | otherwise |
|---|---|---|
${rows.join('\n')}

`
}
