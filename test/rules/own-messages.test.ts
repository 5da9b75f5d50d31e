import { describe, expect, it } from 'vitest'
import { lintText } from './support/table.js'
import type { Setting } from './support/table.js'

interface Case {
  readonly rule: string
  readonly text: string
  readonly severity: 'error' | 'warning' | 'info'
  /** A part of the message or the hint. */
  readonly says: string
  readonly setting?: Setting
}

const debian = 'FROM debian:trixie-slim\n'
const copyPackages = 'COPY --from=b /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages'

/** Where a rule says more or less, louder or quieter, depending on what it knows. */
const cases: readonly Case[] = [
  { rule: 'sudo-in-run', text: `${debian}RUN sudo make`, severity: 'warning', says: 'root already' },
  {
    rule: 'sudo-in-run',
    text: 'FROM a:1\nRUN sudo make',
    severity: 'info',
    says: 'where the base image has another user',
  },
  { rule: 'install-prompts', text: `${debian}RUN apt-get install curl`, severity: 'warning', says: 'needs more than' },
  { rule: 'install-prompts', text: `${debian}RUN apt-get install -f`, severity: 'info', says: 'needs more than' },
  { rule: 'unpinned-gem', text: 'FROM a:1\nRUN gem install bundler', severity: 'info', says: 'no version' },
  { rule: 'exec-form', text: 'FROM a:1\nCMD exec x $A', severity: 'info', says: '`exec` has to stay' },
  { rule: 'exec-form', text: 'FROM a:1\nCMD A=1; b && exec x', severity: 'info', says: '`exec` has to stay' },
  { rule: 'exec-form', text: 'FROM a:1\nCMD exec x && y', severity: 'warning', says: 'signals' },
  { rule: 'latest-tag', text: 'ARG V=latest\nFROM a:$V', severity: 'info', says: 'every few weeks' },
  {
    rule: 'apk-cache-left',
    text: 'FROM a:1\nRUN apk update && apk add x',
    severity: 'info',
    says: 'without `apk update`',
  },
  { rule: 'bash-in-sh', text: `${debian}RUN source /x`, severity: 'error', says: 'Write `.`' },
  { rule: 'bash-in-sh', text: `${debian}RUN mkdir /{a,b}`, severity: 'warning', says: 'stays as it is written' },
  { rule: 'bash-in-sh', text: 'FROM alpine:3.23\nRUN mkdir /{a,b}', severity: 'warning', says: 'BusyBox' },
  {
    rule: 'variable-in-profile',
    text: 'FROM a:1\nRUN echo A=1 >> /etc/environment',
    severity: 'warning',
    says: 'ENV A=',
  },
  { rule: 'variable-in-profile', text: 'FROM a:1\nRUN echo A=1 >> ~/.bashrc', severity: 'info', says: 'for people' },
  {
    rule: 'private-root-home',
    text: 'FROM python:3.14\nRUN pip install --user x\nUSER 10001',
    severity: 'warning',
    says: 'runs as `10001`',
  },
  {
    rule: 'private-root-home',
    text: 'FROM python:3.14\nRUN pip install --user x',
    severity: 'info',
    says: 'only root',
  },
  {
    rule: 'packages-without-scripts',
    text: `FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCMD ["uvicorn", "x"]`,
    severity: 'warning',
    says: 'it lies in `bin` of `b`',
  },
  {
    rule: 'packages-without-scripts',
    text: `FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCMD ["python", "x.py"]`,
    severity: 'info',
    says: 'missing here',
  },
  {
    rule: 'dependencies-after-source',
    text: 'FROM a:1\nCOPY . .\nRUN npm ci',
    severity: 'warning',
    says: 'Copy `package.json package-lock.json` first',
  },
  {
    rule: 'dependencies-after-source',
    text: 'FROM rust:1.95\nCOPY . .\nRUN cargo build',
    severity: 'warning',
    says: 'cargo chef cook',
  },
  {
    rule: 'dependencies-after-source',
    text: 'FROM a:1\nCOPY . .\nRUN mvn package',
    severity: 'info',
    says: 'mvn dependency:go-offline',
  },
  {
    rule: 'redundant-update',
    text: 'FROM a:1\nRUN apk update && apk add --no-cache x',
    severity: 'warning',
    says: 'stays in',
  },
  {
    rule: 'redundant-update',
    text: 'FROM a:1\nRUN apk update && apk add --no-cache x && rm -r /var/cache/apk/*',
    severity: 'info',
    says: 'fetches the index itself.',
  },
  {
    rule: 'deleted-in-later-layer',
    text: 'FROM a:1\nCOPY x.tgz /tmp/\nRUN rm /tmp/x.tgz',
    severity: 'warning',
    says: '`/tmp/x.tgz` is deleted here',
  },
  {
    rule: 'deleted-in-later-layer',
    text: 'FROM a:1\nCOPY install.sh /tmp/\nRUN rm /tmp/install.sh',
    severity: 'info',
    says: '--mount=type=bind',
  },
  {
    rule: 'path-both-file-and-directory',
    text: `${debian}COPY a.json /config\nCOPY b /config/b`,
    severity: 'warning',
    says: 'Write `/config/`',
  },
  {
    rule: 'path-both-file-and-directory',
    text: `${debian}COPY a.json /config\nCOPY b /config/b`,
    severity: 'error',
    says: 'the build fails',
    setting: { files: ['a.json', 'b'] },
  },
  { rule: 'recursive-chown', text: 'FROM a:1\nCOPY . /x\nRUN chmod -R 755 /x', severity: 'warning', says: '--chmod=' },
  {
    rule: 'exec-form-shell-syntax',
    text: 'FROM a:1\nENTRYPOINT ["java -jar x.jar"]',
    severity: 'warning',
    says: 'ENTRYPOINT ["java", "-jar", "x.jar"]',
  },
  {
    rule: 'swallowed-failure',
    text: 'FROM a:1\nRUN npm ci && a || true',
    severity: 'warning',
    says: 'when `npm ci` fails',
  },
  {
    rule: 'missing-source',
    text: 'FROM a:1\nCOPY service/src /src',
    severity: 'error',
    says: 'leave `service/` out',
    setting: { files: ['src/x'] },
  },
  {
    rule: 'missing-source',
    text: 'FROM a:1\nCOPY src/lib /src',
    severity: 'error',
    says: 'Paths are relative to the build context.',
    setting: { files: ['src/x', 'lib/y'] },
  },
  {
    rule: 'invalid-base-reference',
    text: 'FROM a:1 AS Build\nFROM Build',
    severity: 'error',
    says: 'write `FROM build`',
  },
]

describe('messages', () => {
  it.each(cases.map((each) => [each.rule, each.text, each] as const))('%s about %j', (rule, text, each) => {
    const found = lintText(text, each.setting).filter((diagnostic) => diagnostic.rule === rule)
    expect(found.map(({ severity }) => severity)).toEqual([each.severity])
    expect(found.map(({ message, hint = '' }) => `${message} ${hint}`).join('\n')).toContain(each.says)
  })
})
