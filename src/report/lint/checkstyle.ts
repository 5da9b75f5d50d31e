import type { Diagnostic } from '../../model/diagnostic.js'
import { wellFormed } from '../../words/go-text.js'
import { notesText } from './findings.js'
import type { LintReporter } from './lint-reporter.js'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A value between double quotes; XML 1.0 has no way to say most control characters. */
const attribute = (text: string): string =>
  wellFormed(text)
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\0-\x1f\x7f-\x9f\ufffe\uffff]/g, '\ufffd')

const tag = (name: string, values: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(String(value))}"`],
  )
  return `<${name}${given.join('')}`
}

const errorLine = ({ rule, severity, message, hint, origin, span }: Diagnostic): string => {
  const { line, column } = origin ?? span?.start ?? {}
  const text = hint === undefined ? message : `${message} ${hint}`
  return `    ${tag('error', { line, column, severity, message: text, source: `gen-dockerfile.${rule}` })}/>\n`
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'

/** For whatever reads the XML of checkstyle; a finding that a `dockerfile.ts` is behind is listed under that file. */
export const checkstyle: LintReporter = {
  listsFailures: true,
  separator: '',
  spell: (files) => {
    const byFile = new Map<string, Diagnostic[]>()
    for (const { file, diagnostics } of files) {
      for (const finding of diagnostics) {
        const name = finding.origin?.file ?? finding.file ?? file
        const group = byFile.get(name)
        if (group === undefined) byFile.set(name, [finding])
        else group.push(finding)
      }
    }
    return [...byFile]
      .map(([name, findings]) => `  ${tag('file', { name })}>\n${findings.map(errorLine).join('')}  </file>\n`)
      .join('')
  },
  begin: ({ quiet }) => {
    let before = head
    return {
      add: (spelled) => {
        if (spelled === '') return ''
        const text = before + spelled
        before = ''
        return text
      },
      end: ({ notes }) => ({ stdout: [`${before}</checkstyle>\n`], stderr: notesText(notes, quiet) }),
    }
  },
}
