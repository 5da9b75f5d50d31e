import { graph } from './graph.js'
import { library, lines, service, type Write } from './names.js'

const main = (port: number, imports: readonly string[]): string =>
  lines(
    'package main',
    '',
    ...(imports.length === 0
      ? ['import "net/http"']
      : ['import (', '\t"net/http"', '', ...imports.map((path) => `\t_ "${path}"`), ')']),
    '',
    'func main() {',
    `\thttp.ListenAndServe(":${port}", nil)`,
    '}',
  )

/** Writes modules of Go that stand alone. */
export const writeGo = (services: number, write: Write): void => {
  for (let index = 0; index < services; index++) {
    const name = service(index)
    write(`services/${name}/go.mod`, lines(`module example.com/acme/${name}`, '', 'go 1.26'))
    write(`services/${name}/go.sum`, '')
    write(`services/${name}/main.go`, main(8000 + (index % 100), []))
  }
}

/** Writes modules of Go that a `go.work` holds together. */
export const writeGoWork = (services: number, libraries: number, write: Write): void => {
  const needed = graph(services, libraries)
  const uses: string[] = []
  const importsOf = (needs: readonly number[]): readonly string[] =>
    needs.map((each) => `example.com/acme/${library(each)}`)
  for (const [index, needs] of needed.libraries.entries()) {
    const name = library(index)
    const imports = importsOf(needs).map((path) => `import _ "${path}"`)
    write(`packages/${name}/go.mod`, lines(`module example.com/acme/${name}`, '', 'go 1.26'))
    write(`packages/${name}/lib.go`, lines('package lib', '', ...imports))
    uses.push(`\t./packages/${name}`)
  }
  for (const [index, needs] of needed.services.entries()) {
    const name = service(index)
    write(`services/${name}/go.mod`, lines(`module example.com/acme/${name}`, '', 'go 1.26'))
    write(`services/${name}/main.go`, main(8000 + (index % 100), importsOf(needs)))
    uses.push(`\t./services/${name}`)
  }
  write('go.work', lines('go 1.26', '', 'use (', uses.join('\n'), ')'))
}
