import { script } from '../../builders/script.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import { sh } from '../../builders/shell.js'
import type { StageStep } from '../../builders/steps/packages.js'
import type { RustPlan } from './cargo.js'
import type { CrateFiles } from './crates.js'
import { copySources } from './sources.js'

/**
 * Leaves the manifests and an empty program for each target that Cargo could ask for. Its result is the same before and after an
 * edit of a source, so what is built from it stays cached.
 */
const stubs = script(`
  find . -type f ! -name '*.rs' ! -name Cargo.toml ! -name Cargo.lock ! -path './.cargo/*' -delete
  find . -type f -name '*.rs' ! -name main.rs ! -name lib.rs ! -name build.rs ! -path '*/bin/*' \\
    ! -path '*/benches/*' ! -path '*/examples/*' ! -path '*/tests/*' -delete
  find . -type d -empty -delete
  find . -name Cargo.toml > /tmp/manifests
  while read -r manifest; do
    sed -nE 's/.*(path|build) *= *"([^"]+\\.rs)".*/\\2/p' "$manifest" > /tmp/targets
    while read -r target; do
      target="$(dirname "$manifest")/$target"
      mkdir -p "$(dirname "$target")"
      touch "$target"
    done < /tmp/targets
  done < /tmp/manifests
  echo 'fn main() {}' > /tmp/main.rs
  find . -name '*.rs' -exec cp /tmp/main.rs {} \\;
`)

/** The stage that reduces the sources to what decides how dependencies are compiled. */
export const manifestsStage = ({ toolchain, sources }: RustPlan): StageBuilder<'manifests', never> =>
  stage('manifests')
    .from(toolchain.image)
    .workdir('/src')
    .use(copySources(sources))
    .comment('Manifests and empty targets: an edit of a source leaves the result as it is.')
    .run(stubs)

const emptyProgram = '/tmp/empty.rs'

const install = (target: string): string => sh`install -D ${emptyProgram} ${target}`.lines.join('')

/** Crates that the patterns find and that have no `src` yet get a library and a program: Cargo takes them for what it finds. */
const inUsualPlaces = (patterns: readonly string[]): readonly string[] =>
  patterns.length === 0
    ? []
    : [
        `for manifest in ${patterns.join(' ')}; do`,
        '  src="${manifest%Cargo.toml}src"',
        '  if [ ! -d "$src" ]; then',
        ...['lib.rs', 'main.rs'].map((name) => `    install -D ${emptyProgram} "$src/${name}"`),
        '  fi',
        'done',
      ]

/** The files that stand for sources. */
export interface Skeleton extends Pick<CrateFiles, 'patterns' | 'withoutSrc'> {
  readonly targets: readonly string[]
}

/**
 * Puts an empty program in the place of each target, for crates whose sources are not there: Cargo wants to see the targets of every
 * crate before it compiles one. The list comes from the manifests, so an edit of a source leaves the layer as it is.
 */
export const emptyTargets = ({ targets, patterns, withoutSrc }: Skeleton): StageStep => {
  if (targets.length + patterns.length === 0) return (stage) => stage
  const text = [
    `echo 'fn main() {}' > ${emptyProgram}`,
    ...targets.map(install),
    ...withoutSrc.map((dir) => sh`mkdir -p ${`${dir}/src`}`.lines.join('')),
    ...inUsualPlaces(patterns),
  ].join('\n')
  return (stage) =>
    stage.comment('Cargo wants to see the targets of all crates before it compiles one.').run(script(text))
}
