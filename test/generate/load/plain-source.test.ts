import { describe, expect, it } from 'vitest'
import { readPlainSource } from '../../../src/generate/load/plain-source.js'

const rest = "\nexport default stage('a').from('alpine:3.22')\n"
const own = "import { stage } from 'gen-dockerfile'"

describe('a source that needs no bundler', () => {
  it.each<[string, string, readonly string[]]>([
    ['one import', own + rest, ['stage']],
    ['two names and a semicolon', `import { cache, stage } from "gen-dockerfile";${rest}`, ['cache', 'stage']],
    ['another name', `import { stage as from } from 'gen-dockerfile'${rest}`, ['stage']],
    ['several lines', `import {\n  cache,\n  stage,\n} from 'gen-dockerfile'${rest}`, ['cache', 'stage']],
    ['comments before', `// one\n/* two\n * lines */\n\n${own}${rest}`, ['stage']],
    ['two imports', `import { rust } from 'gen-dockerfile/presets'\n\n${own}${rest}`, ['rust', 'stage']],
    ['carriage returns', `${own}${rest}`.replaceAll('\n', '\r\n'), ['stage']],
  ])('%s', (_, text, names) => {
    const found = readPlainSource(text)
    expect(found?.imports.flatMap((each) => each.names)).toEqual(names)
  })

  it('keeps the lines of what it takes out', () => {
    const text = `// one\nimport {\n  cache as store,\n  stage,\n} from 'gen-dockerfile'${rest}`
    const found = readPlainSource(text)
    expect(found?.imports[0]?.pattern).toBe('{\n  cache: store,\n  stage,\n}')
    expect(found?.between).toEqual(['// one\n', rest])
  })
})

describe('a source that is bundled', () => {
  it.each([
    ['no import', "export default 'x'\n"],
    ['no default export', `${own}\nconst x = stage('a')\n`],
    ['another package', `import { readFileSync } from 'node:fs'\n${own}${rest}`],
    ['a file', `${own}\nimport { x } from './x.js'${rest}`],
    ['an import below', `${own}\nconst x = 1\nimport { rust } from 'gen-dockerfile'${rest}`],
    ['a namespace', `import * as all from 'gen-dockerfile'${rest}`],
    ['an import of types', `import type { Mount } from 'gen-dockerfile'\n${own}${rest}`],
    ['a type among names', `import { stage, type Mount } from 'gen-dockerfile'${rest}`],
    ['something behind the import', `${own}; const x = 1${rest}`],
    ['import.meta', `${own}\nconst x = import.meta.url${rest}`],
    ['require', `${own}\nconst x = require('./x.json')${rest}`],
    ['a file name', `${own}\nconst x = __dirname${rest}`],
    ['type arguments', `${own}\nconst f = (x) => x\nf<string>('a')${rest}`],
    ['a class', `${own}\nclass A { x }${rest}`],
    ['an export that is passed on', `${own}\nexport { rust } from 'gen-dockerfile'${rest}`],
    ['a byte order mark', `\ufeff${own}${rest}`],
    ['a first line for the shell', `#!/usr/bin/env node\n${own}${rest}`],
  ])('%s', (_, text) => {
    expect(readPlainSource(text)).toBeUndefined()
  })
})
