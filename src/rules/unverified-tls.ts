import { curlValued, hasLetter, hasOption, isVerified, pipCalls } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { settingsOf } from './support/settings.js'

type Words = readonly string[]

const isOff = (value: string | undefined): boolean => /^(?:false|0|no|off)$/i.test(value ?? '')

/** `config set strict-ssl false`, `--strict-ssl=false`, `--no-strict-ssl` of npm and those like it. */
const strictSsl = (args: Words): string | undefined => {
  const text = args.join(' ')
  return /(?:^|\s)(?:--no-strict-ssl\b|(?:--)?(?:strict-ssl|enableStrictSsl)(?:[= ](?:false|0)\b))/
    .exec(text)?.[0]
    .trim()
}

const yumVerify = (args: Words): string | undefined => args.find((arg) => /\bsslverify=(?:false|0|no)$/i.test(arg))

/** What switches the check off, by program; a program may have several names. */
const switches: Readonly<Record<string, (args: Words) => string | undefined>> = {
  curl: (args) => (hasOption(args, '--insecure') ? '--insecure' : hasLetter(args, 'k', curlValued) ? '-k' : undefined),
  wget: (args) => (hasOption(args, '--no-check-certificate') ? '--no-check-certificate' : undefined),
  git: (args) => /http\.(?:\S{1,200}\.)?sslVerify(?:=| )["']?(?:false|0)\b/i.exec(args.join(' '))?.[0],
  npm: strictSsl,
  yarn: strictSsl,
  pnpm: strictSsl,
  conda: (args) => /ssl_verify (?:false|no)\b/i.exec(args.join(' '))?.[0],
  'apt-get': (args) =>
    args.find((arg) => arg.includes('::Verify-') && /Verify-(?:Peer|Host)=["']?(?:false|0)/i.test(arg)),
  yum: yumVerify,
  dnf: yumVerify,
  'yum-config-manager': yumVerify,
  'dnf-config-manager': yumVerify,
  composer: (args) => /\b(?:disable-tls true|secure-http false)\b/.exec(args.join(' '))?.[0],
}

const programs = Object.keys(switches)

const names: ReadonlySet<string> = new Set([
  'GIT_SSL_NO_VERIFY',
  'PYTHONHTTPSVERIFY',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NPM_CONFIG_STRICT_SSL',
  'npm_config_strict_ssl',
  'YARN_STRICT_SSL',
  'YARN_ENABLE_STRICT_SSL',
  'PIP_TRUSTED_HOST',
  'CONDA_SSL_VERIFY',
  'GOINSECURE',
  'GOSUMDB',
  'HEX_UNSAFE_HTTPS',
])

/** What value of a variable switches the check off; `false` and the like where nothing is said. */
const values: Readonly<Record<string, (value: string) => boolean>> = {
  GIT_SSL_NO_VERIFY: (value) => value !== '' && !isOff(value),
  PIP_TRUSTED_HOST: (value) => value !== '',
  GOINSECURE: (value) => value !== '',
  HEX_UNSAFE_HTTPS: (value) => value !== '' && !isOff(value),
}

const isLocal = (args: Words): boolean => args.some((arg) => /^(?:https?:\/\/)?(?:localhost|127\.|\[::1\])/.test(arg))

const report = (what: string, at: Finding['at']): Finding => ({
  message: `\`${what}\` switches off the check of who sends the files: whoever is on the way can put anything into the image.`,
  hint: 'Leave it out. For a server with a certificate of your own, install its authority (`update-ca-certificates`, `--cacert`).',
  ...(at === undefined ? {} : { at }),
})

export const rule = defineRule({
  name: 'unverified-tls',
  summary: 'A download does not check the certificate of the server.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { instructions: ['arg', 'env'], programs: [...programs, 'pip', 'pip3', 'python', 'python3'] },
  docs: {
    why: 'Without the check of its certificate, any machine between the builder and the server can answer in its place, and what it sends is built into the image. In ENV it goes on in the container.',
    bad: `FROM debian:trixie-slim
RUN curl -fsSLk https://example.com/tool.tar.gz | tar -xz -C /opt
`,
    good: `FROM debian:trixie-slim
RUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt
`,
    ignoreWhen:
      'What is fetched is checked in another way, for example against a checksum that this file does not show.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const use of analysis.commands(...programs)) {
      const { name = '', args } = use.command
      const found = switches[name.slice(name.lastIndexOf('/') + 1)]?.(args)
      if (found !== undefined && !isLocal(args) && !isVerified(use)) findings.push(report(found, use.at))
    }
    for (const { use, args } of pipCalls(analysis))
      if (hasOption(args, '--trusted-host')) findings.push(report('--trusted-host', use.at))
    for (const { name, value, at } of settingsOf(analysis, names))
      if ((values[name] ?? isOff)(value)) findings.push(report(`${name}=${value}`, at))
    return findings
  },
})
