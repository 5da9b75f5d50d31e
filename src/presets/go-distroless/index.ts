import { dockerfile } from '../../builders/dockerfile.js'
import { refuse, refuseProblems } from '../compiled/refusal.js'
import { chooseRuntime, runtimeBases, runtimeStage, type Program } from '../compiled/runtime.js'
import { withEmptyFolder } from '../compiled/writable.js'
import { ownPreset } from '../own-preset.js'
import { buildStage, type GoPlan } from './build-stage.js'
import { chooseCompiler } from './compiler.js'
import { devStage } from './dev-stage.js'
import { mainPackage } from './main-package.js'
import { moduleFiles } from './modules.js'
import { withNetwork } from '../network/index.js'
import { withOciLabels } from '../oci-labels.js'
import { goOptions } from './options.js'
import { programFacts } from './program-facts.js'
import { goAssets, goSources } from './sources.js'
import { goVariants } from './variants.js'

/**
 * A Go program in a distroless image: static and cross-compiled without cgo, on a C library with it.
 *
 * Targets: `dev` (toolchain and `go run`), `debug` (the program and a shell), `runtime`.
 *
 * @example
 * ```ts
 * export default goDistroless({ main: './cmd/api', args: ['serve'] })
 * ```
 * @throws GenDockerfileError when it is resolved: `no-go-module`, `no-main-package`, `several-main-packages`,
 * `unknown-main-package`, `missing-go-sum`, `replace-outside-context`, `member-outside-context`, `wildcard-host`,
 * `unparsable-file`.
 */
export const goDistroless = ownPreset({
  name: 'go-distroless',
  summary: 'A Go program in a distroless image without shell or package manager',
  ecosystems: ['go'],
  options: goOptions,
  fits: ({ go }) => (go === undefined ? 0 : go.mains.length > 0 ? 90 : 10),
  variants: (facts) => goVariants(facts.go),
  example: { main: './cmd/api', port: 8080, env: { LOG_LEVEL: 'info' } },
  build: (options, facts) => {
    const { go: module } = facts
    if (module === undefined) {
      return refuse(
        'no-go-module',
        'There is no `go.mod` in this folder, so `goDistroless()` knows no module to build.',
        "Run `go mod init`, or name the module's folder: `goDistroless({ dir: 'services/api' })`.",
      )
    }
    refuseProblems(facts, 'go', false)
    const main = mainPackage(options, module, facts)
    const go = programFacts(module, main, options)
    const modules = moduleFiles(facts, go)
    const compiler = chooseCompiler(options, go)
    const plan: GoPlan = {
      options,
      facts,
      go,
      main,
      compiler,
      modules,
      sources: goSources(options, facts, go, modules),
      assets: goAssets(options, facts, go),
    }
    const port = options.port ?? go.port?.port
    const build = withEmptyFolder(buildStage(plan), options)
    const program: Program<typeof build> = {
      build,
      binary: `/out/${main.name}`,
      name: main.name,
      assets: plan.assets,
      args: options.args,
      port,
      options,
    }
    const runtime = chooseRuntime(compiler.linkage, compiler.needs, options.runtimeImage)
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
