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
  },
  'a variable in /etc/environment': {
    shown: 'fastapi/alpine-uv-combined',
    corrected: 'fastapi/corrected',
    isMade: says(/^RUN .*\/etc\/environment/m),
  },
  'packages below /root': {
    shown: 'fastapi/multi-stage-user',
    corrected: 'fastapi/corrected',
    isMade: says(/pip install --user[^]*COPY --from=builder \/root\/\.local/),
  },
  'modules without their programs': {
    shown: 'python-single-vs-multi/multi-stage',
    corrected: 'python-single-vs-multi/corrected',
    isMade: ({ text }) => /^COPY --from=.*site-packages/m.test(text) && !/^COPY --from=.*\/bin/m.test(text),
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
  },
  'sources copied before dependencies are compiled': {
    shown: 'rust-two-stages/multi-stage',
    corrected: 'rust-two-stages/corrected',
    isMade: says(/^COPY \. \.\nRUN cargo build/m),
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
