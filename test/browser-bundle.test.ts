import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

/** What runs in an editor or on a web page. */
const entry = `
export { parseDockerfile } from './src/parser/parse-dockerfile.js'
export { parseSyntax } from './src/parser/parse-syntax.js'
export { renderDocument } from './src/renderer/index.js'
export { lintText } from './src/linter/lint-text.js'
export { fixText } from './src/linter/fix.js'
export { buildkitFindings } from './src/linter/compat/buildkit.js'
export { hadolintFindings } from './src/linter/compat/hadolint.js'
export { contextOf, createMatcher, parseIgnoreFile } from './src/ignore/index.js'
export { fileTree } from './src/model/file-tree.js'
`

const bundle = async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    // A module of Node would be an error.
    platform: 'browser',
    format: 'iife',
    globalName: 'dockerfiles',
  })
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) }
}

/** Runs a program where there is nothing but the language, and what every browser has to go between texts and bytes. */
const run = (text: string, program: string): unknown => {
  const context = createContext({ TextDecoder, TextEncoder })
  new Script(text).runInContext(context)
  return JSON.parse(String(new Script(`JSON.stringify((() => { ${program} })())`).runInContext(context)))
}

describe('parser, renderer, linter and ignore matcher', () => {
  it('run where there is no Node', async () => {
    const { text, inputs } = await bundle()
    const packages = new Set(inputs.flatMap((path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? []))
    expect([...packages]).toEqual(['unbash'])
    expect(
      run(
        text,
        `const { parseDockerfile, parseSyntax, renderDocument, lintText, fixText, buildkitFindings, hadolintFindings } = dockerfiles
        const { contextOf, createMatcher, parseIgnoreFile, fileTree } = dockerfiles
        const text = 'FROM example.com/a:1 as b\\nRUN cd /x && apt-get install curl\\nCMD node\\n'
        const only = ['exec-form', 'from-as-casing']
        const lint = (each) => lintText(each, { only })
        const matcher = createMatcher(parseIgnoreFile('dist\\n').patterns.map((each) => each.pattern))
        return {
          rules: lint(text).map((each) => each.rule),
          fixed: fixText(text, lint).text,
          rendered: renderDocument(parseDockerfile(text).document).text.split('\\n')[0],
          nodes: parseSyntax(text).nodes.length,
          buildkit: buildkitFindings(text, { file: 'x' }).map((each) => each.code),
          hadolint: hadolintFindings(text, { file: 'x' }).map((each) => each.code).includes('DL3003'),
          context: contextOf(fileTree(['dist/a', 'b']), matcher).map((each) => each.path),
        }`,
      ),
    ).toEqual({
      rules: ['from-as-casing', 'exec-form'],
      fixed: 'FROM example.com/a:1 AS b\nRUN cd /x && apt-get install curl\nCMD ["node"]\n',
      rendered: 'FROM example.com/a:1 AS b',
      nodes: 3,
      buildkit: ['FromAsCasing', 'JSONArgsRecommended'],
      hadolint: true,
      context: ['b'],
    })
  })
})
