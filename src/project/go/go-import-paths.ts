/** Imports come before everything else in a file, so what follows them is never looked at. */
const beforeDeclarations = (source: string): string => {
  const end = /^(?:func|type|var|const)\b/m.exec(source)?.index
  return source
    .slice(0, end)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
}

/**
 * The import paths of a Go file.
 *
 * @example
 * ```ts
 * goImportPaths('package main\n\nimport (\n\t"fmt"\n\tlog "example.com/log"\n)\n') // ['fmt', 'example.com/log']
 * ```
 */
export const goImportPaths = (source: string): readonly string[] =>
  source.includes('import')
    ? [...beforeDeclarations(source).matchAll(/["`]([^"`\s]+)["`]/g)].map(([, path = '']) => path)
    : []
