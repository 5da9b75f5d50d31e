import type { ArgInstruction, EnvInstruction, Instruction } from '../model/instruction.js'
import { unquoted } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

// What BuildKit's check and hadolint's rule take for secrets; they differ.
const secretWord = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i
const harmlessWord = /(?:_|^)(?:public|file|version)(?:_|$)/i

const hadolintWord =
  /api_key|client_key|password|private|secret|token|username|^(?:aws_access_key_id|ci_deploy_user|docker_email|facebook_app_id|heroku_api_user)$/i

const buildkit = 'buildkit:SecretsUsedInArgOrEnv'
const hadolint = 'hadolint:DL3064'

const namesOf = (instruction: ArgInstruction | EnvInstruction): readonly string[] =>
  instruction.kind === 'arg' ? instruction.args.map((arg) => arg.name) : instruction.pairs.map((pair) => pair.name)

const looksSecret = (name: string): boolean => secretWord.test(name) && !harmlessWord.test(name)

const report = (name: string, at: Instruction, codes: readonly string[]) => ({
  message: `\`${name}\` looks like a secret: what ${at.kind.toUpperCase()} holds can be read from the image by everybody who has it.`,
  hint:
    at.kind === 'arg'
      ? `Use \`RUN --mount=type=secret,id=${name.toLowerCase()},env=${name}\` where it is needed.`
      : 'Set it when the container starts.',
  at,
  codes,
})

/** hadolint knows one name of an ARG only, and looks behind ONBUILD here. */
const isSecretForHadolint = (instruction: Instruction): boolean => {
  const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  if (inner.kind !== 'arg' && inner.kind !== 'env') return false
  const names = namesOf(inner).slice(0, inner.kind === 'arg' ? 1 : undefined)
  return names.some((name) => hadolintWord.test(unquoted(name)))
}

export const rule = defineRule({
  name: 'secret-in-arg-or-env',
  summary: 'An ARG or ENV is named like a secret.',
  category: 'security',
  severity: 'warning',
  codes: [buildkit, hadolint],
  hadolint: [
    {
      code: hadolint,
      places: ({ analysis }) => analysis.instructions.filter(isSecretForHadolint),
      message: 'The name holds a word that hadolint takes for the sign of a secret.',
    },
  ],
  about: { instructions: ['arg', 'env'] },
  docs: {
    why: 'ENV is part of the image, and the values of ARG are in its history and in build records: whoever can pull the image can read them. `--mount=type=secret` leaves no trace.',
    bad: `FROM node:24-trixie-slim
ARG NPM_TOKEN
RUN npm ci
`,
    good: `FROM node:24-trixie-slim
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
`,
    ignoreWhen: 'The value is not secret, such as the path of a key.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('arg', 'env')) {
      for (const name of namesOf(step.instruction))
        if (looksSecret(name)) findings.push({ ...report(name, step.instruction, [buildkit]), at: step.place })
    }
    // BuildKit does not look at global ARGs; their values are in the build records all the same.
    for (const instruction of analysis.document.args) {
      for (const name of namesOf(instruction)) if (looksSecret(name)) findings.push(report(name, instruction, []))
    }
    return findings
  },
})
