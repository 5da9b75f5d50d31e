import { isLicenseExpression, knownToHadolint } from './spdx-licenses.js'
import type { LabelType } from './policy.js'

/** A type of label values: what is one, for us and for hadolint, whose tests are weaker or stronger here and there. */
interface LabelTypeRow {
  /** What such a value is, for a message. */
  readonly what: string
  readonly code: string
  readonly accepts: (value: string) => boolean
  readonly hadolintAccepts: (value: string) => boolean
}

const isUrl = (value: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(value) && URL.canParse(value)

/** Any URI by its grammar, which `foo:bar` is, too. */
const uri =
  /^[a-z][a-z0-9+.-]*:(?:\/\/(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[[\da-f:.]*\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?(?=[/?#]|$))?(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i

const time = /^(\d{4,})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d*)?(?:[Zz]|[+-]\d\d:?\d\d)$/
const strictTime = /^\d{4}-.*:\d\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i

const isTime = (value: string): boolean => {
  const [year = -1, month = 0, day = 0, hour = 24, minute = 60, second = 61] = (time.exec(value) ?? [])
    .slice(1)
    .map(Number)
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 61
}

const version =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][\w-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][\w-]*))*)?(?:\+[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/
const looseVersion =
  /^\d+\.\d+\.\d+(?:-(?:[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?)?(?:\+(?:[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?)?$/

const hostLabel = '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?'
const mailLocal = '(?:[\\w!#$%&\'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&\'*+/=?^`{|}~-]+)*|"[^"]*")'
const mail = new RegExp(`^${mailLocal}@(?:${hostLabel}(?:\\.${hostLabel})*\\.?|\\[[^\\]]*\\])$`, 'i')
const namedMail = new RegExp(`^(?:[^<>]*<${mail.source.slice(1, -1)}>|${mail.source.slice(1, -1)})$`, 'i')

/** The types by name. */
export const labelTypes: Readonly<Record<LabelType, LabelTypeRow>> = {
  text: {
    what: 'a text',
    code: 'hadolint:DL3051',
    accepts: (value) => value !== '',
    hadolintAccepts: (value) => value !== '',
  },
  url: { what: 'a URL', code: 'hadolint:DL3052', accepts: isUrl, hadolintAccepts: (value) => uri.test(value) },
  rfc3339: {
    what: 'a time such as `2026-11-21T09:30:00Z` (RFC 3339)',
    code: 'hadolint:DL3053',
    accepts: (value) => isTime(value) && strictTime.test(value),
    hadolintAccepts: (value) => isTime(value.trim()),
  },
  spdx: {
    what: 'an SPDX license such as `Apache-2.0`',
    code: 'hadolint:DL3054',
    accepts: isLicenseExpression,
    // It takes one identifier, not an expression of several.
    hadolintAccepts: (value) => knownToHadolint().has(value.trimEnd()),
  },
  hash: {
    what: 'a Git hash of 7 or 40 digits',
    code: 'hadolint:DL3055',
    accepts: (value) => /^(?:[\da-f]{7,12}|[\da-f]{40}|[\da-f]{64})$/.test(value),
    hadolintAccepts: (value) => /^(?:[\da-f]{7}|[\da-f]{40})$/.test(value),
  },
  semver: {
    what: 'a semantic version such as `1.4.0`',
    code: 'hadolint:DL3056',
    accepts: (value) => version.test(value),
    hadolintAccepts: (value) => looseVersion.test(value),
  },
  email: {
    what: 'an e-mail address',
    code: 'hadolint:DL3058',
    accepts: (value) => namedMail.test(value),
    hadolintAccepts: (value) => mail.test(value),
  },
}
