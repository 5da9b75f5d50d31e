import { describe, expect, it } from 'vitest'
import { lowerForBuilder } from '../../src/generate/lower-for-builder.js'
import { renderDocument } from '../../src/renderer/index.js'
import { service } from './fleet/support.js'

const dockerfile = (...lines: readonly string[]): string => `FROM alpine:3.23\n${lines.join('\n')}\n`

const lowered = (text: string, derived = true): string =>
  renderDocument(lowerForBuilder(service('a', text).document, 'buildah', derived)).text

describe('lowerForBuilder', () => {
  it.each([
    [['COPY --link a /b'], ['COPY a /b']],
    [['COPY --link=false a /b'], ['COPY --link=false a /b']],
    [['COPY --parents **/*.go web/static ./'], ['COPY . ./']],
    [['COPY --parents --exclude=**/*_test.go --chown=1:1 **/*.go ./'], ['COPY --chown=1:1 . ./']],
    [['COPY --exclude=*.md docs /docs'], ['COPY docs /docs']],
    [['COPY --parents a/x ./', 'COPY --parents b/y ./'], ['COPY . ./']],
    [['COPY --parents a/./x ./'], ['COPY --parents a/./x ./']],
    [['COPY --from=busybox --parents /bin ./'], ['COPY --from=busybox --parents /bin ./']],
    [
      ['WORKDIR /app', 'RUN --mount=type=bind,source=a,target=a --mount=type=cache,target=/c make'],
      ['WORKDIR /app', 'RUN --mount=type=bind,source=a,target=/app/a --mount=type=cache,target=/c make'],
    ],
  ])('%j becomes %j', (before, after) => {
    expect(lowered(dockerfile(...before)).replaceAll(/ \\\n +/g, ' ')).toBe(dockerfile(...after))
  })

  it('keeps patterns where the ignore file is not derived from them', () => {
    expect(lowered(dockerfile('COPY --link --parents *.go ./'), false)).toBe(dockerfile('COPY --parents *.go ./'))
  })

  it('changes nothing for BuildKit', () => {
    const { document } = service('a', dockerfile('COPY --link --parents *.go ./'))
    expect(lowerForBuilder(document, 'buildkit', true)).toBe(document)
    expect(lowerForBuilder(document, undefined, true)).toBe(document)
  })
})
