/** A change of a text. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** An edge between two packages of an example that is not there, and what has to be generated again with it. */
export interface Edge {
  readonly title: string
  readonly edit: Edit
  /** Files that the edge needs and that are there without it, too. */
  readonly files?: Readonly<Record<string, string>>
  /** Sorted. */
  readonly stale: readonly string[]
  /** A source of what is needed then, and the services that a change of it touches without the edge and with it. */
  readonly source: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** A package and one of its sources; both as a filter and as a change they mean the same services. */
export interface Library {
  readonly name: string
  readonly source: string
  readonly services: readonly string[]
}

/** What a test knows about an example with several services. */
export interface Monorepo {
  readonly example: string
  readonly edges: readonly Edge[]
  readonly libraries: readonly Library[]
  /** Sources that can be longer without a change of what is generated, and how their comments begin. */
  readonly sources: readonly (readonly [file: string, comment: string])[]
}

/** Both files of a service. */
const filesOf = (...services: readonly string[]): readonly string[] =>
  services.flatMap((service) => [`services/${service}/Dockerfile`, `services/${service}/Dockerfile.dockerignore`])

/** The three of JavaScript have the same packages. */
const javascript = (example: string, version: string): Monorepo => ({
  example,
  edges: [
    {
      title: 'a service needs one more package, which needs another',
      edit: {
        file: 'services/worker/package.json',
        find: '"dependencies": {',
        replace: `"dependencies": {\n    "@shop/prices": "${version}",`,
      },
      stale: filesOf('worker'),
      source: 'packages/prices/src/index.ts',
      before: ['api'],
      after: ['api', 'worker'],
    },
    {
      title: 'a package needs another',
      edit: {
        file: 'packages/log/package.json',
        find: '"dependencies": {',
        replace: `"dependencies": {\n    "@shop/words": "${version}",`,
      },
      files: {
        'packages/words/package.json':
          '{ "name": "@shop/words", "version": "1.0.0", "type": "module", "exports": "./index.js" }\n',
        'packages/words/index.js': "export const hello = 'hello'\n",
      },
      stale: filesOf('api', 'worker'),
      source: 'packages/words/index.js',
      before: [],
      after: ['api', 'worker'],
    },
  ],
  libraries: [
    { name: '@shop/log', source: 'packages/log/index.js', services: ['api', 'worker'] },
    { name: '@shop/prices', source: 'packages/prices/src/index.ts', services: ['api'] },
  ],
  sources: [
    ['packages/log/index.js', '//'],
    ['packages/prices/src/index.ts', '//'],
    ['services/api/src/server.ts', '//'],
    ['services/worker/worker.js', '//'],
  ],
})

/** Every example with several services. */
export const monorepos: readonly Monorepo[] = [
  javascript('npm-workspace', '1.0.0'),
  javascript('pnpm-workspace', 'workspace:*'),
  javascript('yarn-workspace', 'workspace:*'),
  {
    example: 'cargo-workspace',
    edges: [
      {
        title: 'a service needs one more crate',
        edit: {
          file: 'services/worker/Cargo.toml',
          find: 'store.workspace = true',
          replace: 'store.workspace = true\nreceipt.workspace = true',
        },
        stale: filesOf('worker'),
        source: 'crates/receipt/src/lib.rs',
        before: ['api'],
        after: ['api', 'worker'],
      },
      {
        title: 'a crate needs another',
        edit: {
          file: 'crates/store/Cargo.toml',
          find: 'log.workspace = true',
          replace: 'log.workspace = true\nreceipt.workspace = true',
        },
        stale: filesOf('worker'),
        source: 'text/receipt.txt',
        before: ['api'],
        after: ['api', 'worker'],
      },
    ],
    libraries: [
      { name: 'store', source: 'crates/store/src/lib.rs', services: ['api', 'worker'] },
      { name: 'receipt', source: 'crates/receipt/src/lib.rs', services: ['api'] },
    ],
    sources: [
      ['crates/store/src/lib.rs', '//'],
      ['services/api/src/main.rs', '//'],
    ],
  },
  {
    example: 'uv-workspace',
    edges: [
      {
        title: 'a service needs one more package',
        edit: {
          file: 'services/api/pyproject.toml',
          find: 'dependencies = ["shop-catalog"]',
          replace: 'dependencies = ["shop-catalog", "shop-mail"]',
        },
        stale: filesOf('api'),
        source: 'libs/mail/src/shop_mail/__init__.py',
        before: ['digest'],
        after: ['api', 'digest'],
      },
      {
        title: 'a package needs another',
        edit: {
          file: 'libs/catalog/pyproject.toml',
          find: 'dependencies = ["shop-prices"]',
          replace: 'dependencies = ["shop-prices", "shop-testing"]',
        },
        // The tests of `api` need it already, so its ignore file lets it pass.
        stale: ['services/api/Dockerfile', ...filesOf('digest')],
        source: 'libs/testing/src/shop_testing/__init__.py',
        before: ['api'],
        after: ['api', 'digest'],
      },
    ],
    libraries: [
      { name: 'shop-prices', source: 'libs/prices/src/shop_prices/__init__.py', services: ['api', 'digest'] },
      { name: 'shop-mail', source: 'libs/mail/src/shop_mail/__init__.py', services: ['digest'] },
      { name: 'shop-testing', source: 'libs/testing/src/shop_testing/__init__.py', services: ['api'] },
    ],
    sources: [
      ['libs/prices/src/shop_prices/__init__.py', '#'],
      ['services/api/src/shop_api/__init__.py', '#'],
    ],
  },
  {
    example: 'go-work',
    edges: [
      {
        title: 'a service needs one more module',
        edit: {
          file: 'services/orders/cmd/orders/main.go',
          find: '"example.com/shop/ids"',
          replace: '_ "example.com/shop/greeting"\n\t"example.com/shop/ids"',
        },
        stale: filesOf('orders'),
        source: 'libs/greeting/letter.txt',
        before: ['mailer'],
        after: ['mailer', 'orders'],
      },
      {
        title: 'a module needs another',
        edit: {
          file: 'libs/journal/journal.go',
          find: 'package journal\n',
          replace: 'package journal\n\nimport _ "example.com/shop/greeting"\n',
        },
        stale: filesOf('orders'),
        source: 'libs/greeting/greeting.go',
        before: ['mailer'],
        after: ['mailer', 'orders'],
      },
    ],
    libraries: [
      { name: 'greeting', source: 'libs/greeting/greeting.go', services: ['mailer'] },
      { name: 'journal', source: 'libs/journal/journal.go', services: ['orders'] },
    ],
    sources: [
      ['libs/journal/journal.go', '//'],
      ['services/mailer/main.go', '//'],
    ],
  },
  {
    example: 'polyglot-monorepo',
    edges: [
      {
        title: 'a package needs another',
        edit: {
          file: 'packages/prices/package.json',
          find: '"exports": "./index.js"',
          replace: '"exports": "./index.js",\n  "dependencies": { "@shop/words": "1.0.0" }',
        },
        files: {
          'packages/words/package.json': '{ "name": "@shop/words", "version": "1.0.0", "exports": "./index.js" }\n',
          'packages/words/index.js': "exports.hello = 'hello'\n",
        },
        stale: ['compose.yaml', ...filesOf('web')],
        source: 'packages/words/index.js',
        before: [],
        after: ['web'],
      },
    ],
    libraries: [{ name: '@shop/prices', source: 'packages/prices/index.js', services: ['web'] }],
    sources: [
      ['packages/prices/index.js', '//'],
      ['services/orders/main.go', '//'],
      ['services/recommend/app/main.py', '#'],
      ['services/stock/src/main.rs', '//'],
      ['services/web/server.js', '//'],
    ],
  },
]
