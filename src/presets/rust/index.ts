import { dockerfile } from '../../builders/dockerfile.js'
import { optionNeed } from '../compiled/package-options.js'
import { refuse, refuseProblems } from '../compiled/refusal.js'
import { chooseRuntime, runtimeBases, runtimeStage, type Program } from '../compiled/runtime.js'
import { withEmptyFolder } from '../compiled/writable.js'
import { ownPreset } from '../own-preset.js'
import { chooseBinary } from './binary.js'
import { buildStage } from './build-stage.js'
import type { RustPlan } from './cargo.js'
import { devStage } from './dev-stage.js'
import { withNetwork } from '../network/index.js'
import { withOciLabels } from '../oci-labels.js'
import { rustOptions } from './options.js'
import { rustAssets, rustSources } from './sources.js'
import { chooseToolchain } from './toolchain.js'
import { rustVariants } from './variants.js'

/**
 * A Rust program in a distroless image: on glibc, or static with `libc: 'musl'`. Dependencies stay compiled when sources change.
 *
 * Targets: `dev` (toolchain and `cargo run`), `debug` (the program and a shell), `runtime`.
 *
 * @example
 * ```ts
 * export default rust({ bin: 'api', cache: 'layer' })
 * ```
 * @throws GenDockerfileError when it is resolved: `no-cargo-toml`, `no-binary`, `several-binaries`, `unknown-binary`,
 * `needs-shared-library`, `foreign-target`, `path-outside-context`, `contradictory-facts`, `unparsable-file`.
 */
export const rust = ownPreset({
  name: 'rust',
  summary: 'A Rust program in a distroless image, with dependencies that stay compiled',
  ecosystems: ['rust'],
  options: rustOptions,
  fits: (facts) => (facts.rust === undefined ? 0 : facts.rust.bins.length > 0 ? 90 : 10),
  variants: (facts) => rustVariants(facts.rust),
  example: { bin: 'api', port: 8080 },
  build: (options, facts) => {
    const found = facts.rust
    if (found === undefined) {
      return refuse(
        'no-cargo-toml',
        'There is no `Cargo.toml` in this folder, so `rust()` knows no package to build.',
        "Run `cargo init`, or name the package's folder: `rust({ dir: 'crates/api' })`.",
      )
    }
    refuseProblems(facts, 'rust', options.rustVersion !== undefined || options.buildImage !== undefined)
    const toolchain = chooseToolchain(options, facts, found)
    const binary = chooseBinary(options, found, facts)
    const sources = rustSources(options, facts, found, binary)
    const plan: RustPlan = { options, facts, rust: found, binary, toolchain, sources }
    const port = options.port ?? found.port?.port
    const build = withEmptyFolder(buildStage(plan), options)
    const program: Program<typeof build> = {
      build,
      binary: `/out/${binary.name}`,
      name: binary.name,
      assets: rustAssets(options, facts, found),
      args: options.args,
      port,
      options,
    }
    // A static program has its libraries in it, whatever they are when they are shared.
    const needs = toolchain.libc === 'musl' ? [optionNeed(options)] : [...found.native, optionNeed(options)]
    const runtime = chooseRuntime(toolchain.libc === 'musl' ? 'static' : 'cc', needs, options.runtimeImage)
    const [debugBase, runtimeBase] = runtimeBases(runtime, options)
    const file = dockerfile({
      targets: [
        devStage(plan, port),
        runtimeStage('debug', debugBase, runtime, program),
        runtimeStage('runtime', runtimeBase, runtime, program),
      ],
    })
    return withNetwork(withOciLabels(file, options), options)
  },
})
