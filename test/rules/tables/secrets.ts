import type { RuleTable } from '../support/table.js'

// Put together here, so that no scanner takes the tests for a leak.
const githubToken = `ghp_${'a1B2'.repeat(9)}`
const keyHeader = ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ')

/** Rules about secrets, and about rights that an image gives away. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'secret-arg-in-run': {
    accept: [
      'FROM a:1\nARG NPM_TOKEN\nRUN npm ci',
      'FROM a:1\nARG VERSION\nRUN echo $VERSION',
      'FROM a:1\nARG TOKEN_FILE\nRUN cat $TOKEN_FILE',
      'FROM a:1\nARG API_TOKEN\nRUN --mount=type=secret,id=t,env=API_TOKEN curl -H "X: $API_TOKEN" x',
      'FROM a:1\nENV API_TOKEN=x\nRUN echo $API_TOKEN',
      'ARG API_TOKEN\nFROM a:1\nRUN echo $API_TOKEN',
    ],
    reject: [
      ['FROM a:1\nARG NPM_TOKEN\nRUN echo "//x/:_authToken=$NPM_TOKEN" > .npmrc', [3]],
      ['FROM a:1\nARG DB_PASSWORD\nRUN a ${DB_PASSWORD}\nRUN b ${DB_PASSWORD}', [3]],
      ['ARG API_TOKEN\nFROM a:1\nARG API_TOKEN\nRUN x "$API_TOKEN"', [4]],
      ['FROM a:1 AS b\nARG GITHUB_PAT\nFROM b\nRUN git clone https://$GITHUB_PAT@github.com/a/b -b v1', [4]],
    ],
  },
  'secret-in-run': {
    accept: [
      'FROM a:1\nRUN curl -u deploy https://example.com/x',
      'FROM a:1\nRUN curl -H "Accept: x" https://example.com/x',
      'FROM a:1\nRUN --mount=type=secret,id=t,env=T curl -H "Authorization: Bearer $T" https://example.com/x',
      'FROM a:1\nRUN --mount=type=secret,id=t T=$(cat /run/secrets/t) && curl -u "x:$T" https://example.com/x',
      'FROM a:1\nRUN --mount=type=secret,id=t npm config set //x/:_authToken "$(cat /run/secrets/t)" && npm ci && npm config delete //x/:_authToken',
      'FROM a:1\nRUN --mount=type=secret,id=t git clone -b v1 https://$(cat /run/secrets/t)@github.com/a/b && rm -rf b/.git',
      'FROM a:1\nRUN git clone git@github.com:a/b',
      'FROM a:1\nARG API_TOKEN\nRUN curl -H "Authorization: token $API_TOKEN" https://example.com/x',
      'FROM a:1\nRUN echo "registry=https://example.com" > .npmrc',
      'FROM a:1\nRUN aws configure set region eu-central-1',
      'FROM a:1\nRUN docker login --password-stdin -u x example.com',
      'FROM a:1\nRUN DATABASE_URL=postgres://user:pass@localhost/db npm run build',
      'FROM a:1\nRUN curl https://user:pass@localhost/x',
      'FROM a:1\nRUN npm install -g npm@11',
    ],
    reject: [
      ['FROM a:1\nRUN aws configure set aws_secret_access_key abc', [2]],
      ['FROM a:1\nRUN aws configure set default.aws_secret_access_key $KEY', [2]],
      ['FROM a:1\nRUN docker login -u x -p hunter22 example.com', [2]],
      ['FROM a:1\nRUN docker login -u x --password=$PW example.com', [2]],
      ['FROM a:1\nRUN curl -u deploy:hunter22 https://example.com/x', [2]],
      ['FROM a:1\nRUN curl --user "x:$PW" https://example.com/x', [2]],
      ['FROM a:1\nRUN curl -H "Authorization: token $T" https://example.com/x', [2]],
      ['FROM a:1\nRUN wget --http-password=hunter22 https://example.com/x', [2]],
      ['FROM a:1\nRUN git clone -b v1 https://x:hunter22@example.com/a/b', [2]],
      [
        'FROM a:1\nARG T_TOKEN\nRUN git config --global url."https://${T_TOKEN}:x-oauth-basic@github.com/".insteadOf "https://github.com/"',
        [3],
      ],
      ['FROM a:1\nRUN pip install -i https://$U:$P@example.com/simple x', [2]],
      ['FROM a:1\nRUN npm config set //npm.example.com/:_authToken=$NPM_TOKEN && npm ci', [2]],
      ['FROM a:1\nRUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci', [2]],
      ['FROM a:1\nRUN --mount=type=secret,id=t,env=T echo "//x/:_authToken=$T" > ~/.npmrc && npm ci', [2]],
      ['FROM a:1\nRUN printf "machine x login y password $P" >> /root/.netrc', [2]],
      ['FROM a:1\nRUN composer config --global github-oauth.github.com abc', [2]],
      ['FROM a:1\nRUN sshpass -p hunter22 scp x:y z', [2]],
    ],
  },
  'hard-coded-secret': {
    accept: [
      'FROM a:1\nENV TOKEN=changeme',
      'FROM a:1\nRUN echo ghp_short npm_config_cache=/x',
      'FROM a:1\nRUN grep -L "PRIVATE KEY" /x',
    ],
    reject: [
      [`FROM a:1\nENV GITHUB=${githubToken}`, [2]],
      [`FROM a:1\nRUN git clone https://${githubToken}@github.com/a/b`, [2]],
      [`ARG T=${githubToken}\nFROM a:1`, [1]],
      [`FROM a:1\nONBUILD LABEL x="${githubToken}"`, [2]],
      [`FROM a:1\nCOPY <<EOF /key\n${keyHeader}\nabc\nEOF`, [2]],
      ['FROM a:1\nCMD ["app", "--key", "AKIAIOSFODNN7EXAMPLE"]', [2]],
    ],
  },
  'password-set': {
    accept: [
      'FROM a:1\nRUN useradd -m app',
      "FROM a:1\nRUN useradd -p '!' app",
      'FROM a:1 AS test\nRUN echo root:x | chpasswd\nFROM a:1',
      "FROM a:1\nRUN usermod -p '*' app",
      'FROM a:1\nRUN passwd -l root',
      'FROM a:1\nRUN adduser --disabled-password --gecos "" app',
    ],
    reject: [
      ['FROM a:1\nRUN echo "root:root" | chpasswd', [2]],
      ['FROM a:1\nRUN echo x | passwd --stdin root', [2]],
      ['FROM a:1\nRUN passwd -d root', [2]],
      ['FROM a:1\nRUN useradd -m -p "$(openssl passwd -1 x)" app', [2]],
      ['FROM a:1\nRUN usermod --password=x app', [2]],
    ],
  },
  'docker-socket': {
    accept: ['FROM a:1\nVOLUME /var/run', 'FROM a:1\nRUN --mount=type=cache,target=/var/run/docker x'],
    reject: [
      ['FROM a:1\nVOLUME ["/var/run/docker.sock"]', [2]],
      ['FROM a:1\nRUN --mount=type=bind,source=docker.sock,target=/var/run/docker.sock x', [2]],
    ],
  },
  'insecure-run': {
    accept: ['FROM a:1\nRUN --security=sandbox x', 'FROM a:1\nRUN --network=none x'],
    reject: [
      ['FROM a:1\nRUN --security=insecure x', [2]],
      ['FROM a:1\nRUN --network=host x', [2]],
    ],
  },
  'ssh-server': {
    accept: [
      'FROM a:1\nEXPOSE 2222 22/udp',
      'FROM alpine:3.23\nRUN apk add --no-cache openssh-client',
      'FROM alpine:3.23\nRUN apk add --no-cache openssh git',
    ],
    reject: [
      ['FROM a:1\nEXPOSE 80 22/tcp', [2]],
      ['FROM a:1\nRUN apt-get install -y openssh-server=1:9.2', [2]],
      ['FROM a:1\nRUN apk add openssh && ssh-keygen -A', [2]],
      ['FROM a:1\nRUN apk add openssh && mkdir /run/sshd', [2]],
    ],
  },
  'world-writable': {
    accept: [
      'FROM a:1\nRUN chmod 755 /x && chmod +x /y && chmod u+w /z',
      'FROM a:1\nRUN chmod 1777 /tmp /x && chmod 777 /tmp',
      'FROM a:1\nRUN chmod g+w,o-w /x',
      'FROM a:1\nCOPY --chmod=0755 x /x',
    ],
    reject: [
      ['FROM a:1\nRUN chmod -R 777 /x', [2]],
      ['FROM a:1\nRUN chmod a+rwX /x', [2]],
      ['FROM a:1\nRUN chmod o=rw /x', [2]],
      ['FROM a:1\nRUN chmod 0666 /x', [2]],
      ['FROM a:1\nCOPY --chmod=777 x /x', [2]],
    ],
  },
  'setuid-program': {
    accept: [
      'FROM a:1\nRUN chmod 0755 /x',
      'FROM a:1\nRUN chmod g+s /x',
      'FROM a:1\nRUN chmod u-s /x',
      'FROM a:1\nRUN chmod 2755 /x',
    ],
    reject: [
      ['FROM a:1\nRUN chmod u+s /x', [2]],
      ['FROM a:1\nRUN chmod 4755 /x', [2]],
      ['FROM a:1\nRUN chmod 06755 /x', [2]],
      ['FROM a:1\nCOPY --chmod=4755 x /x', [2]],
    ],
  },
}
