import { describe, expect, it } from 'vitest'
import { startWords } from '../../src/scaffold/existing/plain-words.js'
import { stageOf } from './support.js'

const words = (lines: string): readonly string[] | string => {
  const start = stageOf(`FROM a\n${lines}\n`).settings.find((setting) => setting.kind === 'start')
  if (start?.kind !== 'start') return 'nothing'
  const plain = startWords(start)
  return 'words' in plain ? plain.words : plain.why
}

const cases: readonly (readonly [string, readonly string[] | string])[] = [
  ['CMD ["node", "a.js"]', ['node', 'a.js']],
  ['CMD node a.js', ['node', 'a.js']],
  ['CMD exec node "a b.js"', ['node', 'a b.js']],
  ['CMD ["sh", "-c", "exec node a.js"]', ['node', 'a.js']],
  ['CMD node a.js --port $PORT', 'it needs a shell'],
  ['CMD ["sh", "-c", "migrate && serve"]', 'it needs a shell'],
  ['CMD NODE_ENV=production node a.js', 'a shell has to set `NODE_ENV` for it'],
  ['CMD ["node", "a.js", "--port", "$PORT"]', ['node', 'a.js', '--port', '$PORT']],
  ['ENTRYPOINT ["python"]\nCMD ["app.py"]', ['python', 'app.py']],
  ['ENTRYPOINT ["python"]\nCMD app.py', 'it needs a shell'],
  ['ENTRYPOINT python app.py\nCMD ["ignored"]', ['python', 'app.py']],
  ['ENTRYPOINT []\nCMD ["a"]', ['a']],
  ['ENTRYPOINT ["/sbin/tini", "--", "node", "a.js"]', ['node', 'a.js']],
  ['ENTRYPOINT ["dumb-init"]\nCMD ["node", "a.js"]', ['node', 'a.js']],
  ['CMD ["poetry", "run", "gunicorn", "a:app"]', ['gunicorn', 'a:app']],
  ['CMD ["tini", "-g", "--", "uv", "run", "--", "uvicorn", "a:app"]', ['uvicorn', 'a:app']],
  ['CMD ["uv", "run", "--no-sync", "uvicorn", "a:app"]', ['uv', 'run', '--no-sync', 'uvicorn', 'a:app']],
  ['CMD npm start', ['npm', 'start']],
]

describe('the words that a container starts with', () => {
  it.each(cases)('%s', (lines, expected) => {
    expect(words(lines)).toEqual(expected)
  })
})
