import { script } from '../../builders/script.js'
import { stage, type StageBuilder } from '../../builders/stage.js'
import type { RustPlan } from './cargo.js'
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
