import type { TreeItem } from '../../model/file-tree.js'
import type { RuleSetting } from '../../rules/support/rule.js'

/** One thing that an example of a rule needs besides its text: a sentence, and a file or output that belongs to it. */
export interface SettingPart {
  readonly sentence: string
  readonly block?: { readonly language: 'json' | ''; readonly text: string }
}

const block = (text: string) => ({ block: { language: '' as const, text: text.trimEnd() } })

const fileText = (file: string | TreeItem): string =>
  typeof file === 'string' || file.size === undefined
    ? `\`${typeof file === 'string' ? file : file.path}\``
    : `\`${file.path}\` (${file.size} bytes)`

/** What an example of a rule needs besides its text, in words. */
export const settingParts = ({
  files,
  ignore,
  shadowedIgnore,
  builder,
  policy,
  shellcheck,
}: RuleSetting = {}): readonly SettingPart[] => [
  ...(files === undefined ? [] : [{ sentence: `The build context holds ${files.map(fileText).join(', ')}.` }]),
  ...(ignore === undefined ? [] : [{ sentence: 'The ignore file:', ...block(ignore) }]),
  ...(shadowedIgnore === undefined
    ? []
    : [{ sentence: `\`${shadowedIgnore.file}\`, which that one replaces:`, ...block(shadowedIgnore.text) }]),
  ...(builder === undefined ? [] : [{ sentence: `With \`--builder ${builder}\`.` }]),
  ...(policy === undefined
    ? []
    : [
        {
          sentence: 'With the policy:',
          block: { language: 'json' as const, text: JSON.stringify({ policy }, undefined, 2) },
        },
      ]),
  ...(shellcheck === undefined || shellcheck.length === 0
    ? []
    : [
        {
          sentence: `ShellCheck says ${shellcheck
            .flat()
            .map(({ code, message }) => `\`SC${code}\` (${message.replace(/\.$/, '')})`)
            .join(', ')}.`,
        },
      ]),
]
