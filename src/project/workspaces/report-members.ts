import type { Ecosystem } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import type { MemberExpansion } from './expand-members.js'

/** The first line, from 1, of a file that holds a text. */
export const lineWith = (project: Project, file: string, text: string): { readonly line?: number } => {
  const content = project.glance.text(file)
  const index = content?.indexOf(text) ?? -1
  return content === undefined || index === -1 ? {} : { line: content.slice(0, index).split('\n').length }
}

/** Reports what is wrong with the member patterns of a file: some that match nothing, lead outside, or find links. */
export const reportExpansion = (
  project: Project,
  file: string,
  ecosystem: Ecosystem,
  { unmatched, outside, links }: MemberExpansion,
  manifest: string,
  linksConcern: 'all' | 'dependents' = 'all',
): void => {
  const common = { kind: 'contradiction', ecosystem, file } as const
  for (const pattern of unmatched) {
    project.report({
      ...common,
      ...lineWith(project, file, pattern),
      message: `No folder with a \`${manifest}\` matches the workspace pattern \`${pattern}\` of \`${file}\`.`,
      hint: 'Correct the pattern, or remove it.',
    })
  }
  for (const pattern of outside) {
    project.report({
      ...common,
      ...lineWith(project, file, pattern),
      message: `The workspace pattern \`${pattern}\` of \`${file}\` leads out of the workspace's folder: what it names cannot be part of the build context.`,
      hint: outsideHint,
    })
  }
  for (const folder of links) {
    project.report({
      ...common,
      // What is wrong with a member's manifest is told to the services that need it.
      ...(linksConcern === 'all' ? {} : { file: joinPath(folder, manifest) }),
      message: `The workspace member \`${folder}\` is a symbolic link: an image gets the link, and what it leads to only if that is copied, too.`,
      hint: 'Name the folder that the link leads to as a member instead.',
    })
  }
}

/** What to do about members that a pattern finds outside of the workspace's folder. */
export const outsideHint = 'Move the member below the root, or the workspace up to the folder that holds both.'

/** Two packages of one name, as a problem says it. */
export const duplicateName = (name: string, first: string, second: string) => ({
  message: `Two packages of the workspace are called \`${name}\`: \`${first}\` and \`${second}\`. What depends on it could mean either.`,
  hint: 'Give one of them another name.',
})

/** Reports packages of one name in two folders, which managers refuse. */
export const reportDuplicates = (
  project: Project,
  file: string,
  ecosystem: Ecosystem,
  members: Iterable<{ readonly name: string; readonly manifest: string }>,
): void => {
  const first = new Map<string, string>()
  for (const { name, manifest } of members) {
    const other = first.get(name)
    if (other === undefined) first.set(name, manifest)
    else project.report({ kind: 'contradiction', ecosystem, file, ...duplicateName(name, other, manifest) })
  }
}
