import type { EndOfLife } from './image-facts.js'

interface Language {
  readonly title: string
  readonly source: string
  /** How many numbers of the version name a release line. */
  readonly parts: 1 | 2
  readonly dates: Readonly<Record<string, string>>
}

/** When release lines of languages get no more fixes. */
const languages: Readonly<Record<string, Language>> = {
  node: {
    title: 'Node.js',
    source: 'https://github.com/nodejs/Release#end-of-life-releases',
    parts: 1,
    dates: {
      '4': '2018-04-30',
      '6': '2019-04-30',
      '8': '2019-12-31',
      '9': '2018-06-30',
      '10': '2021-04-30',
      '11': '2019-06-01',
      '12': '2022-04-30',
      '13': '2020-06-01',
      '14': '2023-04-30',
      '15': '2021-06-01',
      '16': '2023-09-11',
      '17': '2022-06-01',
      '18': '2025-04-30',
      '19': '2023-06-01',
      '20': '2026-04-30',
      '21': '2024-06-01',
      '22': '2027-04-30',
      '23': '2025-06-01',
      '24': '2028-04-30',
      '25': '2026-06-01',
      '26': '2029-04-30',
    },
  },
  python: {
    title: 'Python',
    source: 'https://devguide.python.org/versions/',
    parts: 2,
    dates: {
      '2.7': '2020-01-01',
      '3.4': '2019-03-18',
      '3.5': '2020-09-30',
      '3.6': '2021-12-23',
      '3.7': '2023-06-27',
      '3.8': '2024-10-07',
      '3.9': '2025-10-31',
      '3.10': '2026-10-31',
      '3.11': '2027-10-31',
      '3.12': '2028-10-31',
      '3.13': '2029-10-31',
      '3.14': '2030-10-31',
    },
  },
  php: {
    title: 'PHP',
    source: 'https://www.php.net/supported-versions.php',
    parts: 2,
    dates: {
      '5.6': '2018-12-31',
      '7.0': '2019-01-10',
      '7.1': '2019-12-01',
      '7.2': '2020-11-30',
      '7.3': '2021-12-06',
      '7.4': '2022-11-28',
      '8.0': '2023-11-26',
      '8.1': '2025-12-31',
      '8.2': '2026-12-31',
      '8.3': '2027-12-31',
      '8.4': '2028-12-31',
    },
  },
  ruby: {
    title: 'Ruby',
    source: 'https://www.ruby-lang.org/en/downloads/branches/',
    parts: 2,
    dates: {
      '2.4': '2020-04-05',
      '2.5': '2021-04-05',
      '2.6': '2022-04-12',
      '2.7': '2023-03-31',
      '3.0': '2024-04-23',
      '3.1': '2025-03-26',
      '3.2': '2026-03-31',
      '3.3': '2027-03-31',
      '3.4': '2028-03-31',
    },
  },
  golang: {
    title: 'Go',
    source: 'https://go.dev/doc/devel/release#policy',
    parts: 2,
    // Each release is supported until two newer ones are out.
    dates: {
      '1.10': '2019-02-25',
      '1.11': '2019-09-03',
      '1.12': '2020-02-25',
      '1.13': '2020-08-11',
      '1.14': '2021-02-16',
      '1.15': '2021-08-16',
      '1.16': '2022-03-15',
      '1.17': '2022-08-02',
      '1.18': '2023-02-01',
      '1.19': '2023-08-08',
      '1.20': '2024-02-06',
      '1.21': '2024-08-13',
      '1.22': '2025-02-11',
      '1.23': '2025-08-12',
      '1.24': '2026-02-28',
    },
  },
}

/** When a release line of a language gets no more fixes, for a version such as `3.10.4`. */
export const languageEndOfLife = (name: string, version: string | undefined): EndOfLife | undefined => {
  const language = languages[name]
  if (language === undefined || version === undefined) return undefined
  const line = version.split('.').slice(0, language.parts).join('.')
  const date = language.dates[line]
  return date === undefined ? undefined : { subject: `${language.title} ${line}`, date, source: language.source }
}
