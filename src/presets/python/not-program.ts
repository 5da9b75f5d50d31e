/** Names at the top of a repository that are no part of the program: they are not copied into images. */
const directories = new Set([
  '__pycache__',
  'ansible',
  'benches',
  'benchmarks',
  'build',
  'charts',
  'ci',
  'deploy',
  'deployment',
  'dev',
  'dist',
  'doc',
  'docker',
  'docs',
  'documentation',
  'e2e',
  'env',
  'examples',
  'frontend',
  'helm',
  'htmlcov',
  'infra',
  'k8s',
  'kubernetes',
  'node_modules',
  'notebooks',
  'postman',
  'requirements',
  'staticfiles',
  'terraform',
  'test',
  'tests',
  'vagrant',
  'venv',
])

/** `load_tests`, `integration-tests`, and what builds leave. */
const otherDirectory =
  /^(?:load|stress|smoke|perf(?:ormance)?|unit|integration|functional|system|acceptance|e2e)[-_]?test(?:s|ing)?$|\.(?:egg|dist)-info$/

const files: readonly RegExp[] = [
  /^(?:.*\.)?(?:docker|container)file(?:\..*)?$/i,
  /\.dockerignore$/,
  /^(?:docker-)?compose.*\.ya?ml$|^docker-bake.*\.(?:hcl|json)$/,
  /^gen-dockerfile\./,
  /\.(?:md|rst|ipynb|log|pyc|sqlite3?|db|tfstate|pem|key|p12|pfx|iml|code-workspace)$/i,
  /^(?:licen[cs]e|copying|notice|authors|changelog|changes|contributing|contributors|maintainers|codeowners|readme|security|version_history)(?:\.(?:md|rst|txt))?$/i,
  /^(?:gnu)?makefile$|^justfile$|^taskfile\.ya?ml$/i,
  /^(?:tox|pytest|mypy|setup|\w*lint)\.(?:ini|cfg|toml)$|^(?:setup|noxfile|conftest|fabfile|hatch_build|pdm_build|tests?|test_.*|.*_test)\.py$/,
  /^(?:ruff|pyrightconfig|bandit|typos|codecov|mkdocs|readthedocs|sonar-project|renovate|cliff|hatch|crowdin|stellar|dependabot)\.(?:toml|json5?|ya?ml|properties)$/,
  /^pyproject\.toml$|^manifest\.in$/i,
  /^(?:\w+[-_.])?(?:requirements|constraints).*\.(?:txt|in|pip)$/,
  /^(?:uv|poetry|pdm)\.(?:lock|toml)$|^pipfile(?:\.lock)?$|^pylock.*\.toml$|^environment\.ya?ml$/i,
  /^(?:package|tsconfig|jsconfig|biome)(?:-lock)?\.json$|^(?:yarn|bun|pnpm-lock)\.(?:lock|ya?ml)$|^bun\.lockb$|\.config\.[cm]?[jt]s$/,
  /^(?:fly|netlify)\.toml$|^(?:render|app|cloudbuild|skaffold|buildspec|appspec)\.ya?ml$|^(?:railway|vercel|heroku)\.json$|^heroku\.yml$/,
  /^(?:procfile|runtime\.txt|jenkinsfile|vagrantfile|tiltfile)$/i,
  /^credentials.*\.json$|^service[-_]account.*\.json$|^id_(?:rsa|ed25519|ecdsa)/,
]

/** Whether an entry at the top of a repository is no part of the program: tests, documents, tools, secrets, what builds leave. */
export const isNotProgram = (name: string, kind: 'file' | 'dir'): boolean =>
  name.startsWith('.') ||
  (kind === 'dir' ? directories.has(name) || otherDirectory.test(name) : files.some((file) => file.test(name)))
