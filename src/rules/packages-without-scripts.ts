import { commandScript } from '../analysis/script.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import { commandOf } from './support/command-of.js'
import { pipCalls, unwrapped } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'

/** Programs that Python packages bring. */
const consoleScripts = new Set(
  'airflow alembic ansible ansible-playbook black celery daphne dagster django-admin fastapi flask granian gunicorn huey hypercorn jupyter litestar locust mkdocs mlflow prefect pytest rq sanic scrapy streamlit superset taskiq tox twistd uvicorn uwsgi waitress-serve'.split(
    ' ',
  ),
)

const packageFolder = /\/(?:site|dist)-packages\/?\*?$/
const programs = /(?:^|\/)s?bin(?:\/|$)|^\/?(?:usr(?:\/local)?)?\/?$|\/venv\/?$|\/\.venv\/?$|\/\.local\/?$/

const takes = ({ copy }: Step, pattern: RegExp): boolean =>
  copy?.from !== undefined && copy.sources.some(({ value }) => pattern.test(value))

/** The console scripts that a stage calls, in its RUNs or when it starts. */
const calledIn = (stage: StageNode): string | undefined => {
  const commands = stage.steps
    .filter(({ instruction }) => /^(?:cmd|entrypoint|healthcheck)$/.test(instruction.kind))
    .flatMap((step) => {
      const command = commandOf(step)
      return command === undefined ? [] : commandScript(command).commands
    })
  return commands.map(({ name, args }) => unwrapped(name, args)[0]).find((name) => consoleScripts.has(name))
}

export const rule = defineRule({
  name: 'packages-without-scripts',
  summary: 'The packages of Python are copied, and the programs that belong to them are not.',
  category: 'stages',
  severity: 'warning',
  codes: [],
  about: { instructions: ['copy'] },
  docs: {
    why: 'Modules go into `site-packages` and the programs that packages bring (`uvicorn`, `gunicorn`, `flask`) go into `bin`. A stage that copies the first alone has no such program: the container does not start.',
    bad: `FROM python:3.14-slim-trixie AS build
RUN pip install --no-cache-dir uvicorn==0.38.0

FROM python:3.14-slim-trixie
COPY --from=build /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
CMD ["uvicorn", "main:app"]
`,
    good: `FROM python:3.14-slim-trixie AS build
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir uvicorn==0.38.0

FROM python:3.14-slim-trixie
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH
CMD ["uvicorn", "main:app"]
`,
    ignoreWhen: 'As an info: everything is called by `python -m`.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const copies = analysis.steps('copy').filter((step) => takes(step, packageFolder))
    if (copies.length === 0) return findings
    const installing = new Set(pipCalls(analysis).map(({ use }) => use.stage))
    for (const { copy, stage, place } of copies) {
      const chain = stageChain(stage)
      if (chain.some((each) => installing.has(each) || each.steps.some((step) => takes(step, programs)))) continue
      const program = calledIn(stage)
      findings.push({
        message:
          program === undefined
            ? 'Only modules are copied: programs that the packages bring, such as `uvicorn` or `flask`, lie in `bin` and are missing here.'
            : `Only modules are copied, and \`${program}\` is not one of them: it lies in \`bin\` of \`${copy?.from?.kind === 'stage' ? copy.from.stage.label : 'the other image'}\`, so the container does not start.`,
        hint: 'Install into a virtual environment and copy that as a whole, or copy `bin` too.',
        at: place,
        ...(program === undefined ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
