import { bind, cache, chain, dockerfile, stage } from 'gen-dockerfile'

const oldRust = 'rust:1.80'
const everythingFirst = {
  rule: 'dependencies-after-source',
  reason: 'the recipe copies everything first; the corrected rung keeps what is compiled in a cache',
}
const unlocked = { rule: 'install-ignores-lockfile', reason: 'the recipe has no `--locked`; the corrected rung has' }

const singleStage = stage()
  .from(oldRust)
  .workdir('/src')
  .copy('.', '.')
  .run('cargo build --release')
  .expose(8080)
  .cmd(['/src/target/release/myapp'])
  .ignore({ rule: 'root-user', reason: 'where the ladder starts' })
  .ignore({ rule: 'build-tools-left', reason: 'where the ladder starts; the next rung leaves the compiler behind' })
  .ignore(everythingFirst)
  .ignore(unlocked)

const builder = stage('builder')
  .from(oldRust)
  .workdir('/src')
  .comment('Every edit changes this layer, and the next compiles all dependencies again.')
  .copy('.', '.')
  .run('cargo build --release')
  .ignore(everythingFirst)
  .ignore(unlocked)

const multiStage = stage()
  .from('gcr.io/distroless/cc-debian12')
  .copyFrom(builder, '/src/target/release/myapp', '/myapp')
  .cmd(['/myapp'])
  .ignore({ rule: 'end-of-life-base', reason: 'the recipe is from the days of Debian 12' })
  .ignore({ rule: 'untagged-base', reason: 'the recipe takes whatever is the newest' })
  .ignore({ rule: 'root-user', reason: 'the recipe takes the image that has root; the corrected rung does not' })

const build = stage('build')
  .from('rust:1.95-trixie')
  .workdir('/src')
  .comment('What cargo downloads and compiles stays in caches; the program leaves them in the same step.')
  .run(chain('cargo build --release --locked', 'install -D target/release/myapp /out/myapp'), {
    mounts: [
      bind('Cargo.toml', { source: 'Cargo.toml' }),
      bind('Cargo.lock', { source: 'Cargo.lock' }),
      bind('src', { source: 'src' }),
      cache('/src/target'),
      cache('/usr/local/cargo/registry'),
    ],
  })

const service = (tag: 'nonroot' | 'debug-nonroot') =>
  stage()
    .from(`gcr.io/distroless/cc-debian13:${tag}`)
    .copyFrom(build, '/out/myapp', '/usr/local/bin/myapp')
    .user(65532, 65532)
    .expose(8080)
    .entrypoint(['/usr/local/bin/myapp'])

export default {
  'single-stage': singleStage,
  'multi-stage': multiStage,
  corrected: dockerfile({ targets: [service('debug-nonroot').as('debug'), service('nonroot').as('runtime')] }),
}
