import type { Analysis } from '../../analysis/analyse.js'
import type { Fix, Severity } from '../../model/diagnostic.js'
import type { DockerfileDocument } from '../../model/document.js'
import type { FileTree, TreeItem } from '../../model/file-tree.js'
import type { Instruction } from '../../model/instruction.js'
import type { Span } from '../../model/place.js'
import type { SourceInstruction } from '../../parser/syntax-tree.js'
import { checkWithHadolint } from './hadolint-report.js'
import type { HadolintReport } from './hadolint-report.js'
import type { Policy } from './policy.js'
import type { ShellcheckComment } from './shellcheck-comment.js'
import type { Topics } from './topics.js'

/** What a rule is about, for the index. */
export type RuleCategory =
  | 'stages'
  | 'variables'
  | 'base-image'
  | 'runtime'
  | 'context'
  | 'security'
  | 'style'
  | 'portability'
  | 'packages'
  | 'cache'
  | 'policy'

/** A tool whose findings `--compat` reproduces. */
export type ToolName = 'buildkit' | 'hadolint'

/** The programs that build from a Dockerfile. */
export type BuilderName = 'buildkit' | 'buildah' | 'kaniko'

/** What rules may look at besides the document. All of it is data: no rule reads the disk or the clock. */
export interface RuleOptions {
  /** The build context before the ignore file. */
  readonly tree?: FileTree | undefined
  /** The text of the ignore file that applies. */
  readonly ignore?: string | undefined
  /** That file, relative to the working directory. */
  readonly ignoreFile?: string | undefined
  /** Another ignore file that the one that applies takes the place of; its name is relative to the working directory. */
  readonly shadowedIgnore?: { readonly file: string; readonly text: string } | undefined
  /** The builder that the file is for; `buildkit` when absent. */
  readonly builder?: BuilderName | undefined
  /** `2026-11-21`: the day that end-of-life dates are compared with; the day of the table when absent. */
  readonly today?: string | undefined
  /** Names of the stages that are built; the last one when absent. */
  readonly targets?: readonly string[] | undefined
  /** The text of the Dockerfile, for rules about lines. */
  readonly text?: string | undefined
  /** What the team demands. */
  readonly policy?: Policy | undefined
  /** The tool whose findings alone are wanted. */
  readonly tool?: ToolName | undefined
  /** What ShellCheck says about the script of each RUN, in the order of `shellScripts`; absent where it did not run. */
  readonly shellcheck?: readonly (readonly ShellcheckComment[])[] | undefined
  /** What each instruction of a parsed document was in the file: for fixes, which need places inside of instructions. */
  readonly sources?: ReadonlyMap<Instruction, SourceInstruction> | undefined
}

/** What a rule gets. */
export interface RuleContext {
  readonly document: DockerfileDocument
  readonly analysis: Analysis
  readonly options: RuleOptions
  /** Where an instruction stands in the Dockerfile, where that is known. */
  readonly spanOf: (instruction: Instruction) => Span | undefined
}

/** What a rule finds. */
export interface Finding {
  /** What is wrong and why it matters; values stand in backticks. */
  readonly message: string
  /** What to write instead. */
  readonly hint?: string
  /** The instruction that it is about; absent for a finding about the whole file. */
  readonly at?: Instruction
  /** Where it is, when that is not the instruction's own place. */
  readonly span?: Span
  /** It is about the ignore file: `span` and the edits of `fix` are places in that. */
  readonly inIgnoreFile?: true
  /** Where a comment that suppresses it stands, when that is not above `at`. */
  readonly suppressAt?: Instruction
  /** When it differs from the rule's. */
  readonly severity?: Severity
  /** Which of the rule's codes say the same here; all when absent. */
  readonly codes?: readonly string[]
  /** The tool that alone sees a defect here, and is wrong: the finding shows under `--compat` with its name only. */
  readonly only?: ToolName
  /** Where a tool reports it, when that is not `at`. */
  readonly toolAt?: Readonly<Partial<Record<ToolName, Instruction>>>
  readonly fix?: Fix
}

/** What the documentation page of a rule says. The Dockerfiles in it are linted by the tests. */
export interface RuleDocs {
  readonly why: string
  /** A Dockerfile that the rule reports. */
  readonly bad: string
  /** The same, right. */
  readonly good: string
  /** When the finding may be ignored. */
  readonly ignoreWhen: string
  /** What the examples need besides their text. */
  readonly setting?: RuleSetting
  /** What is otherwise where the good example is right. */
  readonly goodSetting?: RuleSetting
}

/** What an example of a rule needs besides its text. */
export interface RuleSetting extends Pick<
  RuleOptions,
  'ignore' | 'shadowedIgnore' | 'builder' | 'policy' | 'shellcheck'
> {
  /** Paths in the build context, with sizes where they matter. */
  readonly files?: readonly (string | TreeItem)[]
}

/** A rule: what it is called, what it is about, and how it looks for it. */
export interface Rule {
  /** Kebab-case, the name of its file. */
  readonly name: string
  /** One sentence that says what is wrong. */
  readonly summary: string
  readonly category: RuleCategory
  readonly severity: Severity
  /** The same check elsewhere: `buildkit:UndefinedVar`, `hadolint:DL3006`. */
  readonly codes: readonly string[]
  /** Where hadolint reports its codes, when not exactly where the rule does. */
  readonly hadolint?: readonly HadolintReport[]
  /** What has to occur for it to find something; it may always when absent. */
  readonly about?: Topics
  readonly docs: RuleDocs
  /** Rules that report the same defect at the same place in other words: this one's finding stands for both. */
  readonly covers?: readonly string[]
  readonly check: (context: RuleContext) => readonly Finding[]
}

/** Gives a rule its type, and its findings the codes of hadolint where hadolint has them. */
export const defineRule = (rule: Rule): Rule => {
  const { name, summary, category, severity, codes, covers, about, hadolint: reports } = rule
  if (reports === undefined) return rule
  return {
    name,
    summary,
    category,
    severity,
    codes,
    hadolint: reports,
    ...(covers === undefined ? {} : { covers }),
    ...(about === undefined ? {} : { about }),
    // Long texts, which few ask for.
    get docs() {
      return rule.docs
    },
    check: checkWithHadolint({ codes, hadolint: reports, check: rule.check }),
  }
}
