import type { RuleTable } from '../support/table.js'

/** Rules about what else RUNs call. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'cd-in-run': {
    accept: [
      'FROM a:1\nRUN make && cd /x && make',
      'FROM a:1\nRUN cd /x',
      'FROM a:1\nRUN cd "$(mktemp -d)" && make',
      'FROM a:1\nRUN (cd /x && make) && make',
      'FROM a:1\nWORKDIR /x\nRUN make',
    ],
    reject: [
      ['FROM a:1\nRUN cd /src/app && make', [2]],
      ['FROM a:1\nRUN <<EOF\ncd /src\nmake\nEOF', [2]],
    ],
  },
  'sudo-in-run': {
    accept: [
      'FROM a:1\nRUN if [ "$(id -u)" -ne 0 ]; then sudo make; else make; fi',
      'FROM a:1\nRUN sudo -u postgres createdb x && sudo -Eu x y',
      'FROM a:1\nRUN apt-get install -y sudo',
      'FROM a:1\nRUN echo "sudo x"',
    ],
    reject: [
      ['FROM a:1\nRUN sudo make', [2]],
      ['FROM a:1\nRUN sudo -u postgres x && sudo make', [2]],
      ['FROM a:1\nUSER app\nRUN x && sudo -E make', [3]],
      ['FROM a:1\nRUN x | sudo tee /y', [2]],
    ],
  },
  'interactive-program': {
    accept: [
      'FROM a:1\nRUN apt-get install -y vim',
      'FROM a:1\nRUN ssh -T git@example.com',
      'FROM a:1\nRUN x & kill $!',
    ],
    reject: [
      ['FROM a:1\nRUN top -b -n 1', [2]],
      ['FROM a:1\nRUN x && ps aux', [2]],
    ],
  },
  'large-uid': {
    accept: [
      'FROM a:1\nRUN useradd -u 10001 app',
      'FROM a:1\nRUN useradd -l -u 1000650000 app',
      'FROM a:1\nRUN useradd -u $LONG_VARIABLE app',
      'FROM a:1\nRUN useradd -g 1000650000 app',
    ],
    reject: [
      ['FROM a:1\nRUN useradd -u 1000650000 app', [2]],
      ['FROM a:1\nRUN useradd -mu 200000 app', [2]],
      ['FROM a:1\nRUN useradd --uid=200000 app', [2]],
    ],
  },
  'wget-progress': {
    accept: [
      'FROM a:1\nRUN wget -q https://x && wget -nv https://x && wget -qO- https://x',
      'FROM a:1\nRUN wget -nvO y https://x && wget --version && wget --spider https://x',
      'FROM a:1\nRUN wget --progress=dot:giga https://x',
    ],
    reject: [
      ['FROM a:1\nRUN wget https://x', [2]],
      ['FROM a:1\nRUN wget -q https://x || wget -O y https://x', [2]],
    ],
  },
  'consecutive-runs': {
    accept: [
      'FROM a:1 AS b\nRUN x\nRUN y\nRUN z\nFROM c:1\nCOPY --from=b /x /x',
      'FROM a:1\nRUN x\nRUN y',
      'FROM a:1\nRUN x\nRUN y\nUSER z\nRUN w',
      'FROM a:1\nRUN a && b\nRUN c && d\nRUN e && f',
      'FROM a:1\nRUN --mount=type=cache,target=/a x\nRUN y\nRUN --mount=type=cache,target=/b z',
    ],
    reject: [
      ['FROM a:1\nRUN x\nRUN y\nRUN z', [4]],
      [
        'FROM a:1\nRUN --mount=type=cache,target=/a x\nRUN --mount=target=/a,type=cache y\nRUN --mount=type=cache,dst=/a z',
        [4],
      ],
      ['FROM a:1\nRUN x\n# comment\nRUN y\n\nRUN z\nRUN w\nWORKDIR /\nRUN v', [7]],
    ],
  },
  'wget-and-curl': {
    accept: ['FROM a:1\nRUN curl x\nFROM b:1\nRUN wget y', 'FROM a:1\nRUN apt-get install -y wget curl && curl x'],
    reject: [
      ['FROM a:1\nRUN curl x\nRUN make\nRUN wget y', [4]],
      ['FROM a:1\nRUN curl x || wget x', [2]],
      ['FROM a:1\nRUN curl x || wget x\nRUN wget y\nFROM b:1\nRUN curl x; wget x', [2, 5]],
    ],
  },
  'replaced-shell': {
    accept: ['FROM a:1\nRUN ln -s /bin/sh /x', 'FROM a:1\nRUN ln -sf /bin/true /sbin/initctl'],
    reject: [
      ['FROM a:1\nRUN ln -sf /bin/bash /bin/sh', [2]],
      ['FROM a:1\nRUN rm /bin/sh && ln -s bash /bin/sh', [2]],
    ],
  },
  'pipe-without-pipefail': {
    accept: [
      'FROM a:1\nRUN echo y | x',
      'FROM a:1\nRUN a || b',
      'FROM a:1\nRUN curl x | tar x && curl x | gpg --dearmor > y && curl x | gunzip > z',
      'FROM a:1\nRUN curl x | sha256sum -c -',
      'FROM a:1\nRUN set -o pipefail && curl x | sh',
      'FROM a:1\nRUN <<EOF\nset -euo pipefail\ncurl x | sh\nEOF',
      'FROM a:1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl x | sh',
      'FROM a:1 AS b\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nFROM b\nRUN curl x | sh',
      'FROM a:1\nRUN ["curl", "|", "x"]',
    ],
    reject: [
      ['FROM a:1\nRUN curl x | sh', [2]],
      ['FROM a:1\nRUN curl x | gpg --dearmor | tee y', [2]],
      ['FROM a:1\nRUN curl x | tar x && curl y | sha256sum > z', [2]],
      ['FROM a:1\nRUN X=$(make version | head -n 1)', [2]],
      ['FROM a:1\nRUN <<EOF\nset -e\nwget -qO- x | sh\nEOF', [2]],
      ['FROM a:1\nSHELL ["/bin/bash", "-c"]\nRUN make | tee log', [3]],
    ],
  },
}
