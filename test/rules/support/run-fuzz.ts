/** Random Dockerfiles full of the programs that hadolint's rules about RUN look at. The same seed gives the same file. */

type Random = () => number

/** https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
const generator = (seed: number): Random => {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const words = (text: string): readonly string[] => text.trim().split(/\s*\n\s*|\s{2,}/)

const operands: Readonly<Record<string, readonly string[]>> = {
  'apt-get': words(
    'curl  curl=1.2  $X  "$X"  foo=${V}  ./x.deb  /tmp/y.deb  x.deb  {a,b}  "a b=1"  $(cat l)  `cat l`  a=*  foo+  --  -  \'q=1\'',
  ),
  apt: words('curl  curl=1'),
  aptitude: words('curl'),
  pip: words(
    '. foo  foo  foo==1  foo~=1  "foo>=1"  \'foo<2\'  $X  -r req.txt  -r  -c c.txt  -e .  -e ./x  git+https://h/x.git  git+https://h/x@1  https://h/x.zip  x.whl  ./y.tar.gz  foo[bar]  .[dev]  "foo @ https://h/x"  foo.zip  --  ${X}==1  .  pip',
  ),
  npm: words(
    'foo  foo@1  @a/b  @a/b@2  $X  foo@$V  ./x  ../x  /x  ~/x  x.tgz  git+ssh://git@h/x.git  git+https://h/x#v1  https://h/x.tgz  git://h/x#1  .  foo@latest  "foo@>=1"  install  --',
  ),
  gem: words(
    'foo  foo:1  $X  foo:$V  -v 1  --version 2  --version=3  -- --with-x=y  -- -v  --no-document  -N  --source u  i',
  ),
  apk: words(
    'curl  curl=1  curl~1  "curl<2"  curl~=3  $X  x.apk  ./x.apk  foo@edge  .deps  -t .deps  --virtual .d  --virtual=.d  -X url  --repository u  so:x  curl=$V  --',
  ),
  yum: words(
    'foo  foo-1  foo-1.2-3.el7  foo-bar  $X  foo-$V  foo-${W}  foo-$V-2  foo-v1  foo=1  foo-1*  foo.rpm  ./foo-1.rpm  https://h/x-1.rpm  @grp  "Dev Tools"  foo-${V:-1}  foo:1  -x foo  --setopt=a=b  {a,b}-1',
  ),
  zypper: words('foo  foo=1  "foo>1"  foo\\<1  $X  x.rpm  pattern:x  foo-1  foo=$V  --from r  -t pattern'),
  go: words(
    'x  x@v1  h.com/x@latest  h.com/x  ./...  ./x  .  /x  ../x  x@$V  ${X}@v1  main.go  -v  -tags t  -ldflags "-s -w"  all  x@none  tool',
  ),
  wget: words(
    'https://h/x  -q  --quiet  -O x  -O-  -qO-  -nv  -nvO x  --progress=dot  -o l  -P d  -c  -N  --no-check-certificate  -i l  -a l  --no-verbose  $U',
  ),
  useradd: words(
    '-u 123456  -u 1000  -u $U  -u ${UID}  -u "$USER_ID"  -l  --no-log-init  -m  -mu 100000  --uid 123456  -g 123456  -s /bin/sh  app  longername  -r  -ul  -u123456',
  ),
  yarn: words('--frozen-lockfile  --production  foo'),
  rm: words(
    '-rf  -fr  -r  -f  /var/lib/apt/lists/*  /var/lib/apt/lists  /var/cache/yum  /var/cache/apk/*  x  /etc/apt/apt.conf.d/docker-clean  /tmp/*',
  ),
  ln: words('-s  -sf  /bin/bash  /bin/sh  "/bin/sh"  a  sh'),
  tar: words('-xf  -xzf  xf  -cf  -x  --extract  -C /y  a.tar  /x/a.tar  b.tar.gz  "/x/b.tar.gz"  $A'),
  unzip: words('a.tar  c.zip'),
  gunzip: words('b.tar.gz  x'),
}

const verbs: Readonly<Record<string, readonly string[]>> = {
  'apt-get': words('install  install  install  update  update  upgrade  clean  remove'),
  apt: words('install  update'),
  aptitude: words('install  update'),
  pip: words('install  install  install  download'),
  npm: words('install  install  i  ci  run'),
  gem: words('install  i  update'),
  apk: words('add  add  add  update  del'),
  yum: words(
    'install  install  groupinstall  clean all  update  module install  group install  localinstall  reinstall',
  ),
  dnf: words('install  install  in  clean all  upgrade  up  module install  group install  reinstall  upgrade-minimal'),
  zypper: words('install  in  remove  dup  dist-upgrade  clean  cc  patch  update  si  refresh'),
  go: words('install  get  run  build  mod download'),
  yarn: words('install  install  cache clean  add  cache  run install'),
}

const flags: Readonly<Record<string, readonly string[]>> = {
  'apt-get': words(
    '-y  -yq  -qq  -q  -q -q  --yes  --assume-yes  -q=2  --no-install-recommends  -t sid  --target-release x  -o A=b  -o APT::Install-Recommends=false  --quiet  -f',
  ),
  pip: words(
    '--no-cache-dir  --no-cache-dir=off  -U  --upgrade  -q  -i url  --index-url url  --index-url=url  --trusted-host h  -t d  --target d  --timeout 3  --user  --no-binary :all:  -qi url',
  ),
  npm: words('-g  --global  --registry url  --registry=url  --loglevel warn  --prefix x  --omit=dev  -D'),
  gem: words('--no-document  -N'),
  apk: words('--no-cache  --update  -U  -q  --no-cache  --upgrade'),
  yum: words('-y  -q  -qy  --assumeyes  --enablerepo=x  --nogpgcheck'),
  zypper: words('-n  --non-interactive  -y  --no-confirm  -l  --no-recommends'),
}
const aliases: Readonly<Record<string, string>> = {
  dnf: 'yum',
  microdnf: 'yum',
  pip3: 'pip',
  pip2: 'pip',
  pipx: 'pip',
  pipenv: 'pip',
}

const simple = words(
  'top  ps aux  ssh h x  service x start  kill 1  mount /a  vim x  free  shutdown  cd /x  cd x  (cd x && make)  sudo x  sudo -E apt-get install x  apt list  curl -fsSL https://h/x  curl $U  echo hi  true  make  ./configure --x  :  set -e  set -o pipefail  export A=1  A=1 b  A=1  mkdir -p /a  [ -f x ]  [[ -f x ]]  test -f x  /usr/bin/apt-get install x  echo "a | b"  $CMD x  "$BIN"/x y  x > /dev/null  x 2>&1  export PIP_NO_CACHE_DIR=1  echo PIP_NO_CACHE_DIR=on  sh -c "sudo x"  env A=b sudo x  : > x  command -v curl',
)

const programs = words(
  'apt-get  apt-get  apt-get  apt-get  apt  aptitude  pip  pip3  pip  pipx  pipenv  python -m pip  python3 -m pip  python3 -m venv  npm  npm  gem  apk  apk  yum  yum  dnf  microdnf  dnf  zypper  zypper  go  wget  wget  useradd  yarn  yarn  rm  rm  ln  tar  unzip  gunzip',
)

const mounts = words(
  '--mount=type=cache,target=/root/.cache/pip  --mount=type=cache,target=/var/cache/apk  --mount=type=cache,target=/var/lib/apt  --mount=type=cache,target=/var/cache/apt  --mount=type=cache,target=/var/lib/apt/lists  --mount=type=tmpfs,target=/var/cache/zypp  --mount=type=cache,target=/var/cache/libdnf5  --mount=type=cache,target=/root/.cache/yarn  --mount=type=bind,target=/x  --mount=type=cache,target=/root/.cache  --network=none  --mount=type=secret,id=a',
)

const between = ['instruction', 'instruction', 'onbuild'] as const

/** A Dockerfile with one to three stages. */
export const scriptDocument = (seed: number): string => {
  const random = generator(seed)
  const chance = (probability: number): boolean => random() < probability
  const pick = <Item>(list: readonly Item[]): Item => {
    const found = list[Math.floor(random() * list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const some = (list: readonly string[] | undefined, most: number): readonly string[] =>
    list === undefined ? [] : Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list))

  const shuffled = (list: readonly string[]): readonly string[] =>
    list
      .map((each) => [random(), each] as const)
      .toSorted(([left], [right]) => left - right)
      .map(([, each]) => each)

  const call = (): string => {
    if (chance(0.25)) return pick(simple)
    const program = pick(programs)
    const key = aliases[program] ?? (program.startsWith('python') ? 'pip' : program)
    const verb = verbs[program] ?? verbs[key]
    const before = chance(0.25) ? some(flags[key], 1) : []
    const behind = shuffled([...some(flags[key], 2), ...some(operands[key], 2)])
    const prefix = chance(0.04)
      ? `${pick(words('command  exec  time  sudo  env  FOO=1  PIP_NO_CACHE_DIR=1  builtin'))} `
      : ''
    return `${prefix}${[program, ...before, ...(verb === undefined ? [] : [pick(verb)]), ...behind].join(' ')}`
  }

  const command = (depth: number): string => {
    if (depth > 2 || chance(0.75)) return call()
    const inner = (): string => script(depth + 1)
    return pick([
      () => `(${inner()})`,
      () => `{ ${inner()}; }`,
      () => `if ${call()}; then ${inner()}; fi`,
      () => `if [ -f x ]; then ${inner()}; else ${call()}; fi`,
      () => `for i in a b; do ${inner()}; done`,
      () => `while ${call()}; do ${inner()}; done`,
      () => `case $x in a) ${inner()};; *) ${call()};; esac`,
      () => `X=$(${inner()})`,
      () => `echo "$(${inner()})"`,
      () => `f() { ${inner()}; }`,
      () => `! ${call()}`,
      () => `${call()} | ${call()}`,
      () => `${call()} | ${call()}`,
      () => `${call()} > "$(${call()})"`,
      () => `diff <(${call()}) x`,
    ])()
  }

  const script = (depth = 0): string => {
    let text = command(depth)
    const more = chance(0.45) ? 0 : Math.floor(random() * 4)
    for (let count = 0; count < more; count++) text += `${pick([' && ', ' && ', '; ', ' || '])}${command(depth)}`
    return text
  }

  /** `((` begins arithmetic, for some. */
  const apart = (text: string): string => text.replaceAll('((', '( (').replaceAll('((', '( (')

  const run = (): string => apart(anyRun())

  const anyRun = (): string => {
    const flagged = chance(0.3) ? `${some(mounts, 2).join(' ')} ` : ''
    const kind = random()
    if (kind < 0.06)
      return `RUN ${flagged}<<EOF\n${Array.from({ length: 1 + Math.floor(random() * 3) }, () => script(1)).join('\n')}\nEOF\n`
    if (kind < 0.09) return `RUN ${flagged}${call()} && cat <<EOF > /x\n${call()}\nEOF\n`
    if (kind < 0.13) return `RUN ${flagged}${JSON.stringify(call().replaceAll(/["\\]/g, '').split(' '))}`
    if (kind < 0.3)
      return `RUN ${flagged}${script().replaceAll(' && ', pick([' \\\n && ', ' && \\\n# note\n    ', ' && ']))}`
    if (kind < 0.31)
      return `RUN ${flagged}${script()}${pick([' )', '; fi', ' && x "x', ' && x $(y', ' &&', '; done', ' | ', ' }'])}`
    return `RUN ${flagged}${script()}`
  }

  const other = (): string =>
    pick([
      'ENV V=1 A=b',
      'ENV X foo-1',
      'ENV PIP_NO_CACHE_DIR=1',
      'ENV PIP_NO_CACHE_DIR=off',
      'ARG V=1',
      'ARG W',
      'WORKDIR /x',
      'USER 1000',
      'COPY a.tar /x/',
      'COPY b.tar.gz c /x/',
      'COPY x /x/a.tar',
      'COPY --from=q a.tar /x/',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      'SHELL ["/bin/sh", "-c"]',
      'SHELL ["pwsh", "-c"]',
      'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]',
      'SHELL ["bash", "-c"]',
      'LABEL a=b',
    ])

  const stages = 1 + Math.floor(random() * 3)
  const names: string[] = []
  let text = chance(0.1) ? 'ARG V=1\n' : ''
  for (let index = 0; index < stages; index++) {
    const base =
      names.length > 0 && chance(0.4) ? pick(names) : pick(['debian:12', 'alpine:3', 'debian:12', 'r.io/x/y:1'])
    const name = chance(0.6) ? pick(['a', 'b', 'c', 'q']) : undefined
    if (name !== undefined && !names.includes(name)) names.push(name)
    text += `FROM ${base}${name === undefined ? '' : ` AS ${name}`}\n`
    const count = 1 + Math.floor(random() * 5)
    for (let each = 0; each < count; each++) {
      if (chance(0.3)) text += `${pick(between) === 'onbuild' ? `ONBUILD ${run()}` : other()}\n`
      text += `${run()}\n`
    }
  }
  return text
}
