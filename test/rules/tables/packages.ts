import type { RuleTable } from '../support/table.js'

/** Rules about what package managers install, and in which version. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'unpinned-packages': {
    accept: [
      'FROM a:1\nRUN apt-get install -y curl=8.14.1-2 ./x.deb /tmp/y.deb',
      'FROM a:1\nRUN apt-get install -y $PACKAGES',
      'FROM a:1\nRUN apt-get install -y -t trixie-backports git=1:2.51.0-1',
      'FROM a:1\nRUN apt-get update',
      'FROM a:1\nRUN apk add --no-cache --virtual .deps "curl<9" jq~1.8',
      'FROM a:1\nRUN dnf install -y curl-8.15.0 @development-tools x.rpm && dnf module install -y nodejs:24',
      'FROM a:1\nENV V=1.2\nRUN yum install -y tool-$V',
      'FROM a:1\nRUN zypper -n install curl=8.14 x.rpm',
      'FROM a:1\nRUN echo apt-get install curl',
      'FROM a:1\nSHELL ["pwsh", "-c"]\nRUN apt-get install curl',
    ],
    reject: [
      ['FROM a:1\nRUN apt-get install -y curl=8.14.1-2 jq', [2]],
      ['FROM a:1\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF', [2]],
      ['FROM a:1\nRUN sh -ec "true" && if true; then apk add jq; fi', [2]],
      ['FROM a:1\nONBUILD RUN apk add jq', [2]],
      ['FROM a:1\nRUN ["apt-get", "install", "-y", "curl"]', [2]],
      ['FROM a:1\nRUN dnf install -y curl\nRUN microdnf install -y jq\nRUN yum install -y rpm-sign', [2, 3, 4]],
      ['FROM a:1\nRUN dnf module install -y nodejs', [2]],
      ['FROM a:1\nRUN zypper -n in curl', [2]],
      ['FROM a:1\nRUN /usr/bin/apt-get install -y curl', [2]],
      ['FROM a:1\nRUN command apt-get install -y curl', [2]],
    ],
  },
  'unpinned-pip': {
    accept: [
      'FROM a:1\nRUN uv pip install --python-preference system --index-strategy unsafe-best-match --requirements requirements.txt',
      'FROM a:1\nRUN pip install flask==3.1.2 "uvicorn>=0.38" ./local x.whl',
      'FROM a:1\nRUN pip install -r requirements.txt',
      'FROM a:1\nRUN pip install -c constraints.txt flask',
      'FROM a:1\nRUN pip install --no-cache-dir --timeout 60 -i https://x/simple -e . .[dev]',
      'FROM a:1\nRUN pip install git+https://example.com/x.git@1a2b3c',
      'FROM a:1\nRUN pip install $REQUIREMENTS',
      'FROM a:1\nRUN pip download flask',
      'FROM a:1\nRUN pipenv install flask',
    ],
    reject: [
      ['FROM a:1\nRUN pip install flask', [2]],
      ['FROM a:1\nRUN pip3 install -r requirements.txt gunicorn', [2]],
      ['FROM a:1\nRUN python3 -m pip --no-cache-dir install flask[async]', [2]],
      ['FROM a:1\nRUN uv pip install --system flask', [2]],
      ['FROM a:1\nRUN pip install --upgrade pip', [2]],
      ['FROM a:1\nRUN pipx install poetry', [2]],
    ],
  },
  'unpinned-npm': {
    accept: [
      'FROM a:1\nRUN npm ci && npm install && npm run install pnpm',
      'FROM a:1\nRUN npm install -g pnpm@10.22.0 @scope/tool@^1 ./local x.tgz',
      'FROM a:1\nRUN npm install --omit dev',
      'FROM a:1\nRUN npm install -g pnpm@$VERSION',
      'FROM a:1\nRUN pnpm add left-pad',
    ],
    reject: [
      ['FROM a:1\nRUN npm install -g pnpm', [2]],
      ['FROM a:1\nRUN npm i -g @scope/tool', [2]],
      ['FROM a:1\nRUN npm install --global npm@latest', [2]],
      ['FROM a:1\nRUN yarn global add serve && pnpm add -g tsx', [2]],
    ],
  },
  'unpinned-gem': {
    accept: [
      'FROM a:1\nRUN gem install puma:7.1.0 && gem install rack -v 3.2.4 && gem install rake -v13.3.1',
      'FROM a:1\nRUN gem install --no-document -s https://x puma:7.1.0 -- --with-y z',
      'FROM a:1\nRUN gem update --system && bundle install',
      'FROM a:1\nRUN gem install ./x.gem $GEMS',
    ],
    reject: [
      ['FROM a:1\nRUN gem install puma', [2]],
      ['FROM a:1\nRUN gem install --no-document puma', [2]],
      ['FROM a:1\nRUN gem i puma:7.1.0 rack', [2]],
    ],
  },
  'unpinned-go': {
    accept: [
      'FROM a:1\nRUN go get github.com/x/y && cd /go/src/github.com/x/y && git checkout v1.2.3 && make',
      'FROM a:1\nRUN go install example.com/x@v1.2.3',
      'FROM a:1\nRUN go install ./... && go run main.go && go run ./cmd/x',
      'FROM a:1\nRUN go install github.com/x/y',
      'FROM a:1\nRUN go get ./... && go build -o /x example.com/y@latest',
    ],
    reject: [
      ['FROM a:1\nRUN go install example.com/x@latest', [2]],
      ['FROM a:1\nRUN go get -u github.com/x/y', [2]],
      ['FROM a:1\nRUN go run example.com/x@main arg', [2]],
    ],
  },
  'install-prompts': {
    accept: [
      'FROM a:1\nRUN apt-get install -y curl && apt-get -qq install jq && apt-get install --assume-yes git',
      'FROM a:1\nRUN yes | apt-get install curl',
      'FROM a:1\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90x && apt-get install curl',
      'FROM a:1\nRUN apt-get update && apt-get install --download-only curl',
      'FROM a:1\nRUN dnf -y install curl && yum install --assumeyes curl && microdnf install curl',
      'FROM a:1\nRUN zypper -n install curl && zypper --non-interactive rm curl && zypper refresh',
    ],
    reject: [
      ['FROM a:1\nRUN apt-get install curl', [2]],
      ['FROM a:1\nRUN apt-get install -q curl', [2]],
      ['FROM a:1\nRUN apt-get dist-upgrade', [2]],
      ['FROM a:1\nRUN yum install curl\nRUN dnf upgrade\nRUN zypper install curl', [2, 3, 4]],
    ],
  },
  'apt-recommends': {
    accept: [
      'FROM a:1\nRUN dpkg -i x.deb; apt-get install -fy',
      'FROM a:1\nRUN apt-get install -y --no-install-recommends curl',
      'FROM a:1\nRUN apt-get install -y -o APT::Install-Recommends=false curl',
      'FROM a:1\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/90x\nRUN apt-get install -y curl',
      'FROM a:1\nRUN apt-get update && apt-get upgrade -y',
    ],
    reject: [
      ['FROM a:1\nRUN apt-get install -y curl', [2]],
      ['FROM a:1\nRUN apt-get install -y --no-install-recommends curl && apt install -y jq', [2]],
    ],
  },
  'apt-in-script': {
    accept: ['FROM a:1\nRUN apt-get update && apt-cache search x && aptitude update', 'FROM a:1\nRUN echo apt'],
    reject: [
      ['FROM a:1\nRUN apt update', [2]],
      ['FROM a:1\nRUN x && (apt list | y)', [2]],
    ],
  },
  'distribution-upgrade': {
    accept: ['FROM a:1\nRUN zypper -n update && zypper -n install dup', 'FROM a:1\nRUN apt-get dist-upgrade -y'],
    reject: [
      ['FROM a:1\nRUN zypper -n dup', [2]],
      ['FROM a:1\nRUN zypper --root /x dist-upgrade -y', [2]],
      ['FROM a:1\nRUN dnf -y distro-sync', [2]],
    ],
  },
}
