import type { RuleTable } from '../support/table.js'

/** Rules about security. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'copied-secret': {
    accept: [
      'FROM a:1\nCOPY .env.example .env',
      'FROM a:1\nCOPY . .',
      'FROM a:1\nCOPY src/keys.ts ca.pem ./',
      'FROM b:1 AS b\nFROM a:1\nCOPY --from=b /run/.env /x',
      'FROM a:1\nRUN --mount=type=bind,source=.env,target=.env make',
      'FROM a:1\nCOPY .env.local.example .env',
      ['FROM a:1\nCOPY . .', { files: ['.env', 'a/id_rsa', 'a/.ssh/config'], ignore: '**/.env\n**/id_*\n**/.ssh\n' }],
      ['FROM a:1\nCOPY src .', { files: ['.env', 'src/a'] }],
      ['FROM a:1\nCOPY --exclude=**/.env . .', { files: ['src/.env', 'a'] }],
      ['FROM a:1\nCOPY . .', { files: ['.env.example', 'test/server.key', 'ca.pem', 'src/env', '.env.d/', 'jks'] }],
      ['FROM a:1\nRUN --mount=type=bind,target=/src make', { files: ['.env'] }],
      ['FROM b:1 AS b\nFROM a:1\nCOPY --from=b . .', { files: ['.env'] }],
    ],
    reject: [
      ['FROM a:1\nCOPY .env ./', [2]],
      ['FROM a:1\nCOPY app config/.env.production deploy/id_ed25519 /x/', [2, 2]],
      ['FROM a:1\nADD tls/server.key /etc/', [2]],
      ['FROM a:1\nCOPY .npmrc package.json ./', [2]],
      ['FROM a:1\nCOPY .aws /root/.aws', [2]],
      ['FROM a:1\nCOPY .docker/config.json /root/.docker/', [2]],
      ['FROM a:1\nCOPY deploy/service-account.json config/master.key /x/', [2, 2]],
      ['FROM a:1\nCOPY kubeconfig tls/privkey.pem tls/server-key.pem /x/', [2, 2, 2]],
      ['FROM a:1\nCOPY . .', [2], { files: ['src/.env.local', 'a'], ignore: '.env*\n' }],
      ['FROM a:1\nCOPY . .', [2, 2, 2], { files: ['.env', 'b/.env', 'b/id_rsa', 'state/x.tfstate'] }],
      ['FROM a:1\nADD src /src', [2], { files: ['src/home/.aws/credentials'] }],
      ['FROM a:1\nCOPY src /src\nCOPY deploy /deploy', [3], { files: ['src/a', 'deploy/store.p12'] }],
      ['FROM a:1\nCOPY .ssh /root/.ssh', [2], { files: ['.ssh/id_rsa'] }],
    ],
  },
  'secret-in-arg-or-env': {
    accept: [
      'FROM a:1\nENV TOKENS=1 PASSPHRASE=2 MONKEY=3',
      'FROM a:1\nENV PUBLIC_KEY=x TOKEN_FILE=/run/x KEY_VERSION=1',
      'FROM a:1\nLABEL password=x',
      'FROM a:1\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN true',
    ],
    reject: [
      ['FROM a:1\nENV API_KEY=x', [2]],
      ['FROM a:1\nARG NPM_TOKEN', [2]],
      ['FROM a:1\nENV a=1 DB_PASSWORD=x', [2]],
      ['ARG TOKEN\nFROM a:1', [1]],
    ],
  },
  'root-user': {
    accept: [
      'FROM debian:12\nUSER 1000',
      'FROM gcr.io/distroless/static-debian13:nonroot\nCMD ["/x"]',
      'FROM example.com/a:1\nCMD ["x"]',
      'FROM nginxinc/nginx-unprivileged:1.29\nRUN true',
      'FROM scratch\nCOPY x /x',
      'FROM debian:12 AS build\nUSER root\nFROM debian:12\nUSER app',
      'FROM debian:12 AS base\nUSER 1000\nFROM base\nCMD ["x"]',
      'FROM debian:12\nARG U\nUSER $U',
      'FROM debian:12\nUSER rootless',
    ],
    reject: [
      ['FROM debian:12\nCMD ["x"]', [1]],
      ['FROM scratch\nCOPY x /x\nCMD ["/x"]', [1]],
      ['FROM example.com/a:1\nUSER root', [2]],
      ['FROM debian:12\nUSER app\nUSER 0:0', [3]],
      ['FROM gcr.io/distroless/static-debian13\nCMD ["/x"]', [1]],
      ['FROM debian:12 AS dev\nFROM debian:12\nUSER app', [1], { targets: ['dev'] }],
      ['FROM example.com/a:1 AS base\nUSER root\nFROM base', [2]],
    ],
  },
}
