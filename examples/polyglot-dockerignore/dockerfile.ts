import { dockerfile, dockerignore, stage } from 'gen-dockerfile'

const web = stage('web').from('node:24-trixie-slim').workdir('/web').copy('web', './').run('npm run build')

const cities = stage('cities')
  .from('golang:1.26-trixie')
  .workdir('/tool')
  .copy('tool', './')
  .run('mkdir /out && go run . > /out/cities.json')

const runtime = stage('runtime')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .copyFrom(web, '/web/dist', './public')
  .copyFrom(cities, '/out/cities.json', './public/')
  .copy('api', './api')
  .user(10001, 10001)
  .expose(8000)
  .cmd(['python', '-m', 'api.server'])

/** Patterns are anchored at the root of the context: here `node_modules` is not `web/node_modules`. */
const published = dockerignore()
  .section('Version control and editors')
  .exclude('.git', '.gitignore', '.idea', '.vscode')
  .section('Image')
  .exclude('Dockerfile*', '.dockerignore')
  .section('Documentation')
  .exclude('*.md')
  .section('Node')
  .exclude('node_modules', 'dist', 'coverage')
  .section('Python')
  .exclude('__pycache__', '*.pyc')
  .section('Rust and others')
  .exclude('target', 'build', '.cache')
  .section('Secrets')
  .exclude('.env', '.env.*')

const corrected = dockerignore()
  .section('Version control and editors')
  .exclude('**/.git', '**/.gitignore', '**/.idea', '**/.vscode')
  .section('Image')
  .exclude('**/*Dockerfile*', '**/.dockerignore', 'dockerfile.ts')
  .section('Documentation')
  .exclude('**/*.md')
  .section('Node')
  .exclude('**/node_modules', '**/dist', '**/coverage')
  .section('Python')
  .exclude('**/__pycache__', '**/*.py[cod]', '**/.venv')
  .section('Go')
  .exclude('**/*.test')
  .section('Rust and others')
  .exclude('**/target', '**/build', '**/.cache')
  .section('Secrets')
  .exclude('**/.env', '**/.env.*')
  .include('**/.env.example')

export default {
  published: dockerfile({ targets: [runtime], ignore: published }),
  corrected: dockerfile({ targets: [runtime], ignore: corrected }),
  // Nothing by hand: what is copied comes in, and caches below that stay out.
  derived: runtime,
}
