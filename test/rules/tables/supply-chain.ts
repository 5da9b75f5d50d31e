import type { RuleTable } from '../support/table.js'

const commit = '9f2c1b0e5d4a3f6b7c8d9e0f1a2b3c4d5e6f7a8b'
const digest = `sha256:${'0'.repeat(64)}`

/** Rules about where what is built into an image comes from. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'unverified-tls': {
    accept: [
      'FROM a:1\nRUN curl -fsSL https://example.com/x -o /x',
      'FROM a:1\nRUN curl -o k https://example.com/x',
      'FROM a:1\nRUN curl -H k https://example.com/x',
      'FROM a:1\nRUN curl -k https://localhost:8443/health',
      'FROM a:1\nRUN curl -k https://example.com/x -o x && echo "abc  x" | sha256sum -c -',
      'FROM a:1\nRUN git -c http.sslVerify=true clone https://example.com/x',
      'FROM a:1\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 GIT_SSL_NO_VERIFY=false PIP_TRUSTED_HOST=',
      'FROM a:1\nRUN npm config set strict-ssl true',
      'FROM a:1\nRUN echo curl -k https://example.com/x',
    ],
    reject: [
      ['FROM a:1\nRUN curl -fsSLko /x https://example.com/x', [2]],
      ['FROM a:1\nRUN set -ex; \\\n  curl --insecure https://example.com/x', [2]],
      ['FROM a:1\nRUN /usr/bin/wget --no-check-certificate https://example.com/x', [2]],
      ['FROM a:1\nRUN git -c http.sslVerify=false clone https://example.com/x', [2]],
      ['FROM a:1\nRUN git config --global http.sslVerify false', [2]],
      ['FROM a:1\nRUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/x', [2]],
      ['FROM a:1\nENV A=1 PYTHONHTTPSVERIFY=0', [2]],
      ['FROM a:1\nENV NODE_TLS_REJECT_UNAUTHORIZED="0"', [2]],
      ['FROM a:1\nARG NODE_TLS_REJECT_UNAUTHORIZED=0', [2]],
      ['FROM a:1\nRUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm ci', [2]],
      ['FROM a:1\nRUN npm config set strict-ssl false', [2]],
      ['FROM a:1\nRUN npm config set strict-ssl=false -g', [2]],
      ['FROM a:1\nRUN npm ci --strict-ssl=false', [2]],
      ['FROM a:1\nRUN yarn config set strict-ssl false', [2]],
      ['FROM a:1\nENV NPM_CONFIG_STRICT_SSL=false', [2]],
      ['FROM a:1\nRUN pip install --trusted-host pypi.org x', [2]],
      ['FROM a:1\nRUN python3 -m pip install --trusted-host=pypi.org x', [2]],
      ['FROM a:1\nENV PIP_TRUSTED_HOST=pypi.org', [2]],
      ['FROM a:1\nENV GOINSECURE=*', [2]],
      ['FROM a:1\nENV GOSUMDB=off', [2]],
      ['FROM a:1\nRUN echo sslverify=0 >> /x; yum --setopt=sslverify=false install x', [2]],
      ['FROM a:1\nRUN <<EOF\nset -e\ncurl -k https://example.com/x\nEOF', [2]],
    ],
  },
  'unsigned-packages': {
    accept: [
      'FROM a:1\nRUN apt-get update && apt-get install -y curl',
      'FROM a:1\nRUN apk add --no-cache curl',
      'FROM a:1\nRUN echo "gpgcheck=1" >> /etc/yum.conf',
      "FROM a:1\nRUN echo 'deb [signed-by=/etc/apt/keyrings/x.asc] https://example.com x main' > /etc/apt/sources.list.d/x.list",
    ],
    reject: [
      ['FROM a:1\nRUN apk add --allow-untrusted ./x.apk', [2]],
      ['FROM a:1\nRUN apt-get install -y --allow-unauthenticated curl', [2]],
      ['FROM a:1\nRUN apt-get install -y --force-yes curl', [2]],
      ['FROM a:1\nRUN apt-get -o APT::Get::AllowUnauthenticated=true install curl', [2]],
      ['FROM a:1\nRUN apt-get -o Acquire::AllowInsecureRepositories=true update', [2]],
      ["FROM a:1\nRUN echo 'deb [trusted=yes] https://example.com x main' > /etc/apt/sources.list.d/x.list", [2]],
      ["FROM a:1\nRUN echo 'deb [arch=amd64 trusted=yes] https://example.com x main' > /x", [2]],
      ['FROM a:1\nRUN yum install -y --nogpgcheck x', [2]],
      ['FROM a:1\nRUN dnf -y --nogpgcheck install x', [2]],
      ['FROM a:1\nRUN dnf -y --setopt=gpgcheck=0 install x', [2]],
      ['FROM a:1\nCOPY <<EOF /etc/yum.repos.d/x.repo\n[x]\ngpgcheck = 0\nEOF', [2]],
      ['FROM a:1\nRUN rpm -i --nosignature x.rpm', [2]],
      ['FROM a:1\nRUN zypper --no-gpg-checks install x', [2]],
    ],
  },
  'pipe-to-shell': {
    accept: [
      'FROM a:1\nRUN curl -fsSL https://example.com/x.tar.gz | tar -xz',
      'FROM a:1\nRUN curl -fsSL https://example.com/x.json | python3 -m json.tool',
      'FROM a:1\nRUN curl -fsSL https://example.com/x.json | python3 -c "import json"',
      "FROM a:1\nRUN curl -fsSL https://example.com/list | sh -c 'cat > /x'",
      'FROM a:1\nRUN curl -fsSL https://example.com/key | bash add-key.sh',
      'FROM a:1\nRUN curl -fsSL http://localhost:8080/x | sh',
      'FROM a:1\nRUN VERSION="$(curl -fsSL https://example.com/version)" && bash install.sh "$VERSION"',
      'FROM a:1\nRUN bash install.sh "$(curl -fsSL https://example.com/version)"',
      'FROM a:1\nRUN echo "curl https://example.com | sh"',
    ],
    reject: [
      ['FROM a:1\nRUN curl -fsSL https://example.com/x | sh', [2]],
      ['FROM a:1\nRUN curl https://example.com/x | sudo -E bash -', [2]],
      ['FROM a:1\nRUN wget -qO- https://example.com/x | /bin/bash -s -- --yes', [2]],
      ['FROM a:1\nRUN curl https://example.com/x | VERSION=1 sh', [2]],
      ['FROM a:1\nRUN curl https://example.com/x | sed s/a/b/ | bash -x', [2]],
      ['FROM a:1\nRUN curl https://example.com/x.py | python3 -', [2]],
      ['FROM a:1\nRUN sh -c "$(curl -fsSL https://example.com/x)"', [2]],
      ['FROM a:1\nRUN sh -c "$(wget https://example.com/x -O -)"', [2]],
      ['FROM a:1\nSHELL ["/bin/bash", "-c"]\nRUN bash <(curl -s https://example.com/x)', [3]],
      ['FROM a:1\nRUN eval "$(curl -fsSL https://example.com/x)"', [2]],
      ['FROM a:1\nRUN curl -fsSL "$URL" | bash', [2]],
      [
        'FROM a:1\nRUN apt-get update \\\n  && curl https://deb.example.com/setup_24.x | bash - \\\n  && apt-get install nodejs',
        [2],
      ],
    ],
  },
  'add-without-checksum': {
    accept: [
      `FROM a:1\nADD --checksum=${digest} https://example.com/x /x`,
      'FROM a:1\nADD x.tar.gz /x',
      `FROM a:1\nADD https://github.com/example/x.git#${commit} /x`,
      `FROM a:1\nADD https://github.com/example/x.git#${commit}:docs /x`,
      'FROM a:1\nADD https://example.com/x /x\nRUN echo "abc  /x" | sha256sum -c -',
    ],
    reject: [
      ['FROM a:1\nADD https://example.com/x /x', [2]],
      ['FROM a:1\nRUN sha256sum -c y\nADD http://example.com/x y /x/', [3]],
      ['FROM a:1\nADD https://github.com/example/x.git#main /x', [2]],
      ['FROM a:1\nADD git@github.com:example/x.git /x', [2]],
      ['FROM a:1\nARG V=1\nADD https://example.com/x-$V.tgz /x', [3]],
    ],
  },
  'extra-index-url': {
    accept: [
      'FROM a:1\nRUN pip install --index-url https://packages.example.com/simple x',
      'FROM a:1\nRUN uv pip install --extra-index-url https://packages.example.com/simple x',
      'FROM a:1\nRUN pip install --require-hashes --extra-index-url https://packages.example.com/simple -r r.txt',
      'FROM a:1\nENV PIP_INDEX_URL=https://packages.example.com/simple',
    ],
    reject: [
      ['FROM a:1\nRUN pip install --extra-index-url https://packages.example.com/simple x', [2]],
      ['FROM a:1\nRUN python -m pip install --extra-index-url=https://packages.example.com/simple x', [2]],
      ['FROM a:1\nENV PIP_EXTRA_INDEX_URL=https://packages.example.com/simple', [2]],
      ['FROM a:1\nARG PIP_EXTRA_INDEX_URL', [2]],
    ],
  },
  'system-upgrade': {
    accept: [
      'FROM a:1\nRUN apt-get update && apt-get install -y upgrade',
      'FROM a:1\nRUN apk add --upgrade curl',
      'FROM a:1\nRUN apk upgrade --no-cache libssl3',
      'FROM a:1\nRUN dnf update -y openssl',
      'FROM a:1\nRUN npm update',
    ],
    reject: [
      ['FROM a:1\nRUN apt-get update && apt-get -y upgrade', [2]],
      ['FROM a:1\nRUN apt-get -o Dpkg::Options::=--force-confold dist-upgrade -y', [2]],
      ['FROM a:1\nRUN apk --no-cache upgrade', [2]],
      ['FROM a:1\nRUN yum -y update && yum clean all', [2]],
      ['FROM a:1\nRUN dnf upgrade --refresh -y', [2]],
      ['FROM a:1\nRUN zypper --non-interactive update', [2]],
    ],
  },
  'unpinned-clone': {
    accept: [
      'FROM a:1\nRUN git clone -b v1.2 --depth 1 https://example.com/x',
      'FROM a:1\nRUN git clone --branch "$VERSION" https://example.com/x',
      'FROM a:1\nRUN git clone https://example.com/x /x && cd /x && git checkout abcdef0',
      'FROM a:1\nRUN git clone https://example.com/x /x\nWORKDIR /x\nRUN git -C /x reset --hard abcdef0',
      'FROM a:1\nRUN git init && git fetch --depth 1 https://example.com/x abcdef0',
    ],
    reject: [
      ['FROM a:1\nRUN git clone https://example.com/x', [2]],
      ['FROM a:1\nRUN git -c advice.detachedHead=false clone --depth 1 https://example.com/x /x', [2]],
      ['FROM a:1\nRUN git clone -b main https://example.com/x', [2]],
      ['FROM a:1\nRUN cd /y && git checkout abcdef0 && git clone https://example.com/x', [2]],
    ],
  },
  'apt-key': {
    accept: [
      'FROM debian:13\nRUN curl https://example.com/x -o /etc/apt/keyrings/x.asc',
      'FROM debian:12\nRUN apt-key list',
    ],
    reject: [
      ['FROM debian:12\nRUN curl https://example.com/x | apt-key add -', [2]],
      ['FROM debian:13\nRUN curl https://example.com/x | apt-key add -', [2]],
      ['FROM ubuntu:26.04\nRUN apt-key adv --keyserver x --recv-keys y', [2]],
      ['FROM a:1\nRUN apt-key --keyring /x add y', [2]],
    ],
  },
  'short-key-id': {
    accept: [
      `FROM a:1\nRUN gpg --recv-keys ${commit}`,
      'FROM a:1\nRUN gpg --recv-keys "$KEY"',
      'FROM a:1\nRUN gpg --export 219BD9C9',
    ],
    reject: [
      ['FROM a:1\nRUN apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 0x219BD9C9', [2]],
      ['FROM a:1\nRUN gpg --keyserver x --recv 09617FD37CC06B54 27BC0C8CB3D81623F59BDADCB1998361219BD9C9', [2]],
    ],
  },
}
