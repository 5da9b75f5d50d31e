import { cache, stage } from 'gen-dockerfile'

const oldNode = 'node:20-alpine'
const expired = { rule: 'end-of-life-base', reason: 'the recipe is from the days of Node 20' }

const singleStage = stage()
  .from(oldNode)
  .workdir('/app')
  .copy('.', '.')
  .run('npm ci')
  .run('npm run build')
  .expose(3000)
  .cmd(['npm', 'start'])
  .ignore(expired)
  .ignore({ rule: 'root-user', reason: 'where the ladder starts; every other rung has a user' })
  .ignore({
    rule: 'dependencies-after-source',
    reason: 'where the ladder starts; the next rung copies the manifests first',
  })

const builder = stage('builder')
  .from(oldNode)
  .ignore(expired)
  .workdir('/app')
  .copy('package*.json', './')
  .run('npm ci')
  .copy('.', '.')
  .run('npm run build')

const multiStage = stage()
  .from(oldNode)
  .ignore(expired)
  .workdir('/app')
  .copyFrom(builder, '/app/dist', './dist')
  .comment('Behind the output of the build, so that every edit installs the packages again.')
  .copy('package*.json', './')
  .run('npm ci --omit=dev')
  .user('node')
  .cmd(['node', 'dist/index.js'])
  .ignore({ rule: 'numeric-user', reason: 'the recipe uses the name; the corrected rung uses the number' })

const node = 'node:24-trixie-slim'
const npm = { mounts: [cache('/root/.npm')] }

const manifests = stage('manifests').from(node).workdir('/app').copy(['package.json', 'package-lock.json'], './')

const productionPackages = stage('production-packages').from(manifests).run('npm ci --omit=dev', npm)

const build = stage('build')
  .from(manifests)
  .run('npm ci', npm)
  .copy('tsconfig.json', './')
  .copy('src', './src')
  .run('npm run build')

const corrected = stage('runtime')
  .from(node)
  .workdir('/app')
  .env({ NODE_ENV: 'production' })
  .copyFrom(productionPackages, '/app/node_modules', './node_modules')
  .copy('package.json', './')
  .copyFrom(build, '/app/dist', './dist')
  .user(1000, 1000)
  .expose(3000)
  .cmd(['node', 'dist/index.js'])

export default { 'single-stage': singleStage, 'multi-stage': multiStage, corrected }
