import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { hardened } from './checks/runs.js'
import { alpinePackages } from './support/alpine-packages.js'
import { readArchive } from './support/archive.js'
import {
  build,
  checkBuild,
  imageName,
  MissingBase,
  withFolder,
  type Build,
  type BuildRequest,
} from './support/build.js'
import { answerOf, stopped, withContainer } from './support/container.js'
import { command, docker } from './support/docker.js'
import { labelled } from './support/run-id.js'
import { selection } from './support/selection.js'
import { generateIn } from './support/stage-app.js'

type Files = Readonly<Record<string, string>>

/** Services that handle no signal and start no others. */
const node: Files = {
  'package.json': JSON.stringify({ name: 'deaf', version: '1.0.0', scripts: { start: 'node main.js' } }),
  'main.js': "require('node:http').createServer((_, response) => response.end('here')).listen(8080)\n",
}
const python: Files = {
  'requirements.txt': '',
  'main.py': `from http.server import BaseHTTPRequestHandler, HTTPServer


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"here")


HTTPServer(("0.0.0.0", 8080), Answer).serve_forever()
`,
}
const go: Files = {
  'go.mod': 'module example.com/deaf\n\ngo 1.25.0\n',
  'main.go': `package main

import (
	"fmt"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "here") })
	_ = http.ListenAndServe(":8080", nil)
}
`,
}
const rust: Files = {
  'Cargo.toml': '[package]\nname = "deaf"\nversion = "1.0.0"\nedition = "2024"\n',
  'Cargo.lock': 'version = 4\n\n[[package]]\nname = "deaf"\nversion = "1.0.0"\n',
  'src/main.rs': `use std::io::{Read, Write};

fn main() {
    for stream in std::net::TcpListener::bind("0.0.0.0:8080").unwrap().incoming() {
        let mut stream = stream.unwrap();
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\nConnection: close\\r\\n\\r\\nhere");
    }
}
`,
}

interface Row {
  readonly name: string
  readonly files: Files
  /** The call, given options. */
  readonly preset: (more: string) => string
  /** Arguments of `docker run` that make the program say something else, and what it says. */
  readonly other?: readonly [args: readonly string[], said: string]
  /** Its exit code as the first process, two seconds after SIGTERM: 137 where it had to be killed. */
  readonly alone: number
  /** Whether it is run without `--all`. */
  readonly quick?: true
  readonly alpine?: true
}

const rows: readonly Row[] = [
  {
    name: 'node',
    files: node,
    preset: (more) => `nodeProdDeps({ port: 8080${more} })`,
    // The image's own entry point starts node where it gets an option.
    other: [['--print', '6 * 7'], '42'],
    alone: 137,
    quick: true,
  },
  {
    name: 'node-distroless',
    files: node,
    preset: (more) => `nodeProdDeps({ port: 8080, runtime: 'distroless'${more} })`,
    other: [['--print', '6 * 7'], '42'],
    alone: 137,
  },
  // Go's runtime ends a program in any case, with this code where the kernel does not.
  { name: 'go', files: go, preset: (more) => `goDistroless({ port: 8080${more} })`, alone: 2, quick: true },
  {
    name: 'go-debian',
    files: go,
    preset: (more) => `goDistroless({ port: 8080, runtimePackages: ['tzdata']${more} })`,
    alone: 2,
  },
  { name: 'rust', files: rust, preset: (more) => `rust({ port: 8080${more} })`, alone: 137 },
  {
    name: 'python',
    files: python,
    preset: (more) => `pythonSlim({ port: 8080, command: ['python', 'main.py']${more} })`,
    other: [['python', '-c', 'print(6 * 7)'], '42'],
    alone: 137,
  },
  {
    name: 'python-distroless',
    files: python,
    preset: (more) =>
      `pythonSlim({ port: 8080, pythonVersion: '3.13', runtime: 'distroless', command: ['python', 'main.py']${more} })`,
    other: [['python', '-c', 'print(6 * 7)'], '42'],
    alone: 137,
  },
  {
    name: 'python-alpine',
    files: python,
    preset: (more) => `pythonAlpineUv({ port: 8080, command: ['python', 'main.py']${more} })`,
    other: [['python', '-c', 'print(6 * 7)'], '42'],
    alone: 137,
    alpine: true,
  },
]

/** Builds, or skips the test where the base cannot be had. */
const built = async (context: TestContext, request: BuildRequest): Promise<Build> => {
  try {
    return await build(request)
  } catch (error) {
    if (error instanceof MissingBase) context.skip(error.message)
    throw error
  }
}

const write = async (folder: string, files: Files): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const configure = async (folder: string, call: string): Promise<void> => {
  const name = /^\w+/.exec(call)?.[0] ?? ''
  await write(folder, { 'dockerfile.ts': `import { ${name} } from 'gen-dockerfile'\n\nexport default ${call}\n` })
  await generateIn(folder)
}

/** The application in a folder of its own for `action`, with a name for an image that is removed afterwards. */
const withApp = (name: string, files: Files, action: (folder: string, image: string) => Promise<void>): Promise<void> =>
  withFolder(async (folder) => {
    const image = imageName('init', name)
    try {
      await write(folder, files)
      await action(folder, image)
    } finally {
      await command('docker', ['image', 'rm', '--force', image])
    }
  })

/** The exit code of a service that has answered and was asked to end. */
const exitCodeOf = (image: string): Promise<number> =>
  withContainer({ image, port: 8080, options: hardened }, async (container) => {
    expect(await answerOf(container, '/', 30)).toBe('here')
    return stopped(container, 2)
  })

/** A service that starts `sleep` by a shell which does not wait for it, and tells what ended and was not reaped. */
const parent: Files = {
  ...node,
  'main.js': `const { execFileSync } = require('node:child_process')
const { readdirSync, readFileSync } = require('node:fs')

const stateOf = (pid) => {
  try {
    return readFileSync(\`/proc/\${pid}/stat\`, 'utf8').replace(/^.*\\) /, '')[0]
  } catch {
    return ''
  }
}
const dead = () => readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid) && stateOf(pid) === 'Z').length

require('node:http')
  .createServer((_, response) => {
    execFileSync('sh', ['-c', 'sleep 0.1 & true'], { stdio: 'ignore' })
    setTimeout(() => response.end(\`\${dead()} dead\`), 1000)
  })
  .listen(8080)
`,
}

/** What is built for, and e_machine of its programs. */
const platforms = [
  { platform: 'amd64', machine: 62, quick: true },
  { platform: 'arm64', machine: 183, quick: false },
] as const

describe('init', () => {
  it.for(rows.filter(({ quick = false }) => selection.includes('init', quick)))(
    'ends a program without a handler within 2 s: $name',
    async ({ name, files, preset, other, alone, alpine }, context) => {
      if (alpine === true && !(await alpinePackages())) context.skip('the packages of Alpine are not reached')
      await withApp(name, files, async (folder, image) => {
        await configure(folder, preset(''))
        await built(context, { context: folder, image })
        expect(await exitCodeOf(image), 'without tini').toBe(alone)

        await configure(folder, preset(', init: true'))
        for (const target of ['dev', 'debug', 'runtime'])
          expect(await checkBuild({ context: folder, target }), target).toBe('')
        await built(context, { context: folder, image, target: 'debug' })
        expect(await exitCodeOf(image), 'debug target').toBe(143)
        await built(context, { context: folder, image })
        expect(await exitCodeOf(image), 'with tini').toBe(143)
        if (other === undefined) return
        const [args, said] = other
        expect(await docker(['run', '--rm', ...labelled, ...hardened, image, ...args])).toBe(said)
      })
    },
  )

  it('is the first process in the target for local work', async (context) => {
    await withApp('dev', node, async (folder, image) => {
      await configure(folder, 'nodeProdDeps({ port: 8080, init: true })')
      await built(context, { context: folder, image, target: 'dev' })
      await withContainer({ image, port: 8080 }, async (container) => {
        expect(await answerOf(container, '/', 30)).toBe('here')
        expect(await docker(['exec', container.id, 'cat', '/proc/1/comm'])).toBe('tini')
      })
    })
  })

  it('reaps what a program leaves behind', async (context) => {
    await withApp('parent', parent, async (folder, image) => {
      const deadWith = async (more: string): Promise<string> => {
        await configure(folder, `nodeProdDeps({ port: 8080${more} })`)
        await built(context, { context: folder, image })
        return withContainer({ image, port: 8080 }, (container) => answerOf(container, '/', 30))
      }
      expect(await deadWith('')).toBe('1 dead')
      expect(await deadWith(', init: true')).toBe('0 dead')
    })
  })

  it.for(platforms.filter(({ quick }) => selection.includes('init', quick)))(
    'is the one of the platform that is built for, without emulation: $platform',
    async ({ platform, machine }, context) => {
      await withApp(platform, go, async (folder) => {
        await configure(folder, "goDistroless({ port: 8080, init: true, runtimeImage: 'scratch' })")
        const archive = join(folder, 'image.tar')
        await built(context, { context: folder, archive, args: ['--platform', `linux/${platform}`] })
        const { layers } = await readArchive(archive)
        const programs = layers.flatMap((layer) => layer.entries()).filter(({ path }) => /bin\/\w+$/.test(path))
        // The field e_machine of an ELF file.
        expect(programs.map(({ path, content }) => [path, content.readUInt16LE(18)])).toEqual([
          ['usr/bin/tini', machine],
          ['usr/local/bin/deaf', machine],
        ])
      })
    },
  )
})
