import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskTree } from '../../src/generate/disk-tree.js'
import { contextOf, createMatcher, parseIgnoreFile } from '../../src/ignore/index.js'
import { lintDocument } from '../../src/linter/index.js'
import type { Diagnostic } from '../../src/model/diagnostic.js'
import { fileTree } from '../../src/model/file-tree.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { root, rungs, type Rung } from './support.js'

interface Mistake {
  /** The rung that makes it. */
  readonly shown: string
  /** The rung that does not. */
  readonly corrected: string
  /** Whether a rung makes it. */
  readonly isMade: (rung: Rung) => boolean
  /** The rule that finds it in the committed file, where there is one. */
  readonly rule?: string
}

const says =
  (pattern: RegExp) =>
  ({ text }: Rung): boolean =>
    pattern.test(text)

const mistakes: Readonly<Record<string, Mistake>> = {
  'nothing is copied from the stage that compiles': {
    shown: 'ml-classifier/multi-stage',
    corrected: 'ml-classifier/corrected',
    isMade: (rung) => /AS build/.test(rung.text) && !/--from=build/.test(rung.text),
    rule: 'unreachable-stage',
  },
  'paths that name the context itself': {
    shown: 'ml-classifier/multi-stage-wrong-context',
    corrected: 'ml-classifier/corrected',
    isMade: says(/^COPY multi_stage\//m),
    rule: 'missing-source',
  },
  'a failed install that is forgiven': {
    shown: 'fastapi/alpine-uv-combined',
    corrected: 'fastapi/corrected',
    isMade: says(/^RUN .* install (?:.*\\\n)*.*\|\| true$/m),
    rule: 'swallowed-failure',
  },
  'a variable in /etc/environment': {
    shown: 'fastapi/alpine-uv-combined',
    corrected: 'fastapi/corrected',
    isMade: says(/^RUN .*\/etc\/environment/m),
    rule: 'variable-in-profile',
  },
  'packages below /root': {
    shown: 'fastapi/multi-stage-user',
    corrected: 'fastapi/corrected',
    isMade: says(/pip install --user[^]*COPY --from=builder \/root\/\.local/),
    rule: 'private-root-home',
  },
  'modules without their programs': {
    shown: 'python-single-vs-multi/multi-stage',
    corrected: 'python-single-vs-multi/corrected',
    isMade: ({ text }) => /^COPY --from=.*site-packages/m.test(text) && !/^COPY --from=.*\/bin/m.test(text),
    rule: 'packages-without-scripts',
  },
  'everything copied without an ignore file': {
    shown: 'python-single-vs-multi/fat',
    corrected: 'python-single-vs-multi/corrected',
    isMade: ({ text, ignore }) => /^COPY \. \.$/m.test(text) && ignore === undefined,
  },
  'ignore patterns for the root alone': {
    shown: 'polyglot-dockerignore/published',
    corrected: 'polyglot-dockerignore/corrected',
    isMade: ({ ignore }) => /^node_modules$/m.test(ignore ?? ''),
  },
  'files stored twice by chown -R': {
    shown: 'python-non-root/slim',
    corrected: 'python-non-root/corrected',
    isMade: says(/^COPY [^]*^RUN (?:.*\\\n)*.*chown -R/m),
    rule: 'recursive-chown',
  },
  'sources copied before dependencies are compiled': {
    shown: 'rust-two-stages/multi-stage',
    corrected: 'rust-two-stages/corrected',
    isMade: says(/^COPY \. \.\nRUN cargo build/m),
    rule: 'dependencies-after-source',
  },
  'an image that runs as root': {
    shown: 'django/alpine-multi-stage',
    corrected: 'django/corrected-alpine',
    isMade: ({ text }) => !/^USER /m.test(text),
    rule: 'root-user',
  },
  'an index that is fetched and not used': {
    shown: 'django/alpine',
    corrected: 'django/corrected-alpine',
    isMade: says(/apk update && (?:\\\n *)?apk (?:add )?--no-cache/),
    rule: 'redundant-update',
  },
  'Python 3.8 past its end of life': {
    shown: 'django/naive',
    corrected: 'django/corrected',
    isMade: says(/^FROM python:3\.8/m),
    rule: 'end-of-life-base',
  },
  'Python 3.10 past its end of life': {
    shown: 'ml-classifier/naive',
    corrected: 'ml-classifier/corrected',
    isMade: says(/^FROM python:3\.10/m),
    rule: 'end-of-life-base',
  },
}

/** A Dockerfile in few lines that makes one of the mistakes, and the file that does not. */
interface Reduced {
  readonly rule: string
  readonly made: string
  readonly corrected: string
  /** Paths in the build context. */
  readonly files?: readonly string[]
  /** What the hint says. */
  readonly hint?: string
}

const reduced: Readonly<Record<string, Reduced>> = {
  'a compiled extension that stays in a stage nobody uses': {
    rule: 'unreachable-stage',
    made: 'FROM python:3.14 AS builder\nRUN pip install ./extension\nFROM python:3.14-slim\nCMD ["python", "app.py"]\n',
    corrected:
      'FROM python:3.14 AS builder\nRUN pip wheel -w /wheels ./extension\nFROM python:3.14-slim\nRUN --mount=from=builder,source=/wheels,target=/wheels pip install /wheels/*\nCMD ["python", "app.py"]\n',
  },
  'a path that names the folder that is the context': {
    rule: 'missing-source',
    made: 'FROM python:3.14-slim\nCOPY service/app /app\n',
    corrected: 'FROM python:3.14-slim\nCOPY app /app\n',
    files: ['app/main.py', 'Dockerfile'],
    hint: 'Paths are relative to the build context, which holds `app`: leave `service/` out.',
  },
  'a failed install that is forgiven together with a failed cleanup': {
    rule: 'swallowed-failure',
    made: 'FROM python:3.14-alpine\nRUN pip install -r r.txt && rm -rf /root/.cache && find / -name x -delete || true\n',
    corrected:
      'FROM python:3.14-alpine\nRUN pip install -r r.txt && rm -rf /root/.cache && (find / -name x -delete || true)\n',
  },
  'a variable that only a login would read': {
    rule: 'variable-in-profile',
    made: 'FROM python:3.14-alpine\nRUN echo "PYTHONUNBUFFERED=1" >> /etc/environment\n',
    corrected: 'FROM python:3.14-alpine\nENV PYTHONUNBUFFERED=1\n',
  },
  'packages in the home of root for another user': {
    rule: 'private-root-home',
    made: 'FROM python:3.14-slim\nRUN pip install --user flask\nUSER 10001\n',
    corrected: 'FROM python:3.14-slim\nRUN python -m venv /venv && /venv/bin/pip install flask\nUSER 10001\n',
  },
  'modules without the program that is started': {
    rule: 'packages-without-scripts',
    made: 'FROM python:3.14 AS b\nRUN pip install gunicorn\nFROM python:3.14-slim\nCOPY --from=b /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages\nCMD ["gunicorn", "app:app"]\n',
    corrected:
      'FROM python:3.14 AS b\nRUN pip install gunicorn\nFROM python:3.14-slim\nCOPY --from=b /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages\nCOPY --from=b /usr/local/bin/gunicorn /usr/local/bin/\nCMD ["gunicorn", "app:app"]\n',
  },
  'every file stored a second time by chown': {
    rule: 'recursive-chown',
    made: 'FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\nRUN useradd app && chown -R app /app\nUSER app\n',
    corrected: 'FROM python:3.14-slim\nWORKDIR /app\nRUN useradd app\nCOPY --chown=app . .\nUSER app\n',
  },
  'dependencies that every edit compiles again': {
    rule: 'dependencies-after-source',
    made: 'FROM rust:1.95\nCOPY . .\nRUN cargo build --release\n',
    corrected:
      'FROM rust:1.95\nCOPY . .\nRUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/target cargo build --release\n',
  },
  'a final stage that runs as root': {
    rule: 'root-user',
    made: 'FROM python:3.14-slim\nCMD ["python", "app.py"]\n',
    corrected: 'FROM python:3.14-slim\nUSER 10001\nCMD ["python", "app.py"]\n',
  },
  'an index that is fetched for nothing': {
    rule: 'redundant-update',
    made: 'FROM python:3.14-alpine\nRUN apk update && apk --no-cache add libpq\n',
    corrected: 'FROM python:3.14-alpine\nRUN apk --no-cache add libpq\n',
  },
  'a base image past its end of life': {
    rule: 'end-of-life-base',
    made: 'FROM python:3.8\nUSER 10001\n',
    corrected: 'FROM python:3.14\nUSER 10001\n',
  },
}

const rungOf = (name: string): Rung => {
  const found = rungs.find((rung) => `${rung.example}/${rung.name}` === name)
  if (found === undefined) throw new Error(`there is no rung ${name}`)
  return found
}

/** What the rules say about a committed file by itself, without what its source accepts. */
const findingsOf = ({ file, text, ignore }: Rung): readonly Diagnostic[] => {
  const parsed = parseDockerfile(text)
  if (!('document' in parsed)) throw new Error(`${file} does not parse`)
  const tree = diskTree(join(root, dirname(file)))
  return lintDocument(parsed.document, { text, tree, ...(ignore === undefined ? {} : { ignore }) })
}

describe.each(Object.entries(mistakes))('%s', (_name, { shown, corrected, isMade, rule }) => {
  it(`is in ${shown}, and not in ${corrected}`, () => {
    expect(isMade(rungOf(shown))).toBe(true)
    expect(isMade(rungOf(corrected))).toBe(false)
  })

  if (rule !== undefined) {
    it(`is found by ${rule}`, () => {
      expect(findingsOf(rungOf(shown)).map((each) => each.rule)).toContain(rule)
      expect(findingsOf(rungOf(corrected)).map((each) => each.rule)).not.toContain(rule)
    })
  }
})

describe.each(Object.entries(reduced))('%s', (_name, { rule, made, corrected, files, hint }) => {
  const found = (text: string): readonly Diagnostic[] => {
    const parsed = parseDockerfile(text)
    if (!('document' in parsed)) throw new Error(`does not parse: ${text}`)
    return lintDocument(parsed.document, { text, ...(files === undefined ? {} : { tree: fileTree(files) }) })
  }

  it(`is found by ${rule} in a few lines, and not where it is corrected`, () => {
    const findings = found(made).filter((each) => each.rule === rule)
    expect(findings).not.toEqual([])
    if (hint !== undefined) expect(findings[0]?.hint).toBe(hint)
    expect(found(corrected).filter((each) => each.rule === rule)).toEqual([])
  })
})

describe('the corrected rungs', () => {
  it.each(rungs.filter(({ name }) => name.startsWith('corrected')).map((rung) => [rung.file, rung] as const))(
    'nothing is found in %s',
    (_file, rung) => {
      const serious = findingsOf(rung).filter(({ severity }) => severity !== 'info')
      expect(serious.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
    },
  )
})

describe('the ignore files for several languages', () => {
  const junk = [
    'api/.env',
    'api/__pycache__/server.cpython-313.pyc',
    'web/dist/index.html',
    'web/node_modules/a/index.js',
  ]
  const atTheRoot = ['.env', '.git/config', 'node_modules/a/index.js']
  const tree = fileTree([...junk, ...atTheRoot, 'api/server.py', 'tool/main.go', 'web/index.html'])
  const sentBy = (name: string): readonly string[] => {
    const { patterns } = parseIgnoreFile(rungOf(`polyglot-dockerignore/${name}`).ignore ?? '')
    const matcher = createMatcher(patterns.map(({ pattern }) => pattern))
    return contextOf(tree, matcher).flatMap(({ path, node }) => (node.kind === 'file' ? [path] : []))
  }

  it('send what lies deeper, as published', () => {
    expect(sentBy('published')).toEqual([...junk, 'api/server.py', 'tool/main.go', 'web/index.html'].sort())
  })

  it('send the sources alone, when corrected', () => {
    expect(sentBy('corrected')).toEqual(['api/server.py', 'tool/main.go', 'web/index.html'])
  })

  it('send no secrets and caches, when derived; output of a build might be what is copied', () => {
    expect(sentBy('derived')).toEqual(['api/server.py', 'tool/main.go', 'web/dist/index.html', 'web/index.html'])
  })
})
