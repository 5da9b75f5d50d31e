import type { NativeTable } from '../native-table.js'

/** The Python images have Python's headers in /usr/local; slim and Alpine lack the compiler. */
const debianCompiler = ['gcc', 'libc6-dev'] as const
const alpineCompiler = ['gcc', 'musl-dev'] as const

/** No wheel at all: compiles everywhere, against libraries. */
const compiled = (
  reason: string,
  debianBuild: readonly string[],
  debianRuntime: readonly string[],
  alpineBuild: readonly string[],
  alpineRuntime: readonly string[],
) => ({
  debian: { build: [...debianCompiler, ...debianBuild], runtime: debianRuntime },
  alpine: { build: [...alpineCompiler, ...alpineBuild], runtime: alpineRuntime },
  reason,
})

/** A wheel for glibc only: Alpine compiles. */
const muslCompiles = (reason: string, alpineBuild: readonly string[], alpineRuntime: readonly string[]) => ({
  alpine: { build: [...alpineCompiler, ...alpineBuild], runtime: alpineRuntime },
  reason,
})

/** Nothing to compile, but a library or program to have at run time. */
const runtime = (reason: string, debian: readonly string[], alpine: readonly string[]) => ({
  debian: { runtime: debian },
  alpine: { runtime: alpine },
  reason,
})

const glibcOnly = (reason: string) => ({ glibcOnly: true as const, reason })

/**
 * Python packages that need something of the distribution; names are normalised. Packages with wheels for both libcs need nothing and are not
 * here: psycopg2-binary, psycopg[binary], lxml, pillow, cryptography, cffi, numpy, pandas, pyarrow, psutil, pyodbc, shapely, xmlsec, uvloop,
 * httptools, asyncpg, greenlet, grpcio, orjson, pydantic-core, argon2-cffi, bcrypt, spacy.
 */
export const nativePackages: NativeTable = {
  psycopg2: compiled('compiles against libpq', ['libpq-dev'], ['libpq5'], ['libpq-dev'], ['libpq']),
  'psycopg-c': compiled('compiles against libpq', ['libpq-dev'], ['libpq5'], ['libpq-dev'], ['libpq']),
  psycopg: runtime('loads libpq', ['libpq5'], ['libpq']),
  mysqlclient: compiled(
    'compiles against the MariaDB client',
    ['pkg-config', 'default-libmysqlclient-dev'],
    ['libmariadb3'],
    ['pkgconf', 'mariadb-connector-c-dev'],
    ['mariadb-connector-c'],
  ),
  'python-ldap': compiled(
    'compiles against OpenLDAP',
    ['libldap-dev', 'libsasl2-dev'],
    ['libldap2', 'libsasl2-2'],
    ['openldap-dev', 'cyrus-sasl-dev'],
    ['libldap', 'libsasl'],
  ),
  uwsgi: compiled('compiles', [], [], ['linux-headers'], []),
  pymssql: muslCompiles('compiles against FreeTDS on musl', ['freetds-dev'], ['freetds']),
  pycurl: muslCompiles('compiles against libcurl on musl', ['curl-dev', 'openssl-dev'], ['libcurl']),
  'confluent-kafka': muslCompiles('compiles against librdkafka on musl', ['librdkafka-dev'], ['librdkafka']),
  'scikit-learn': muslCompiles(
    'compiles on musl',
    ['g++', 'gfortran', 'openblas-dev'],
    ['openblas', 'libstdc++', 'libgomp'],
  ),
  gdal: compiled('compiles against GDAL', ['g++', 'libgdal-dev'], ['libgdal36'], ['g++', 'gdal-dev'], ['gdal']),
  pygraphviz: compiled(
    'compiles against Graphviz',
    ['pkg-config', 'libgraphviz-dev'],
    ['graphviz'],
    ['graphviz-dev'],
    ['graphviz'],
  ),
  graphviz: runtime('starts Graphviz', ['graphviz'], ['graphviz']),
  pycairo: compiled(
    'compiles against cairo',
    ['pkg-config', 'libcairo2-dev'],
    ['libcairo2'],
    ['pkgconf', 'cairo-dev'],
    ['cairo'],
  ),
  pysaml2: runtime('starts xmlsec1', ['xmlsec1'], ['xmlsec']),
  m2crypto: compiled(
    'compiles against OpenSSL',
    ['swig', 'libssl-dev'],
    ['libssl3t64'],
    ['swig', 'openssl-dev'],
    ['libssl3'],
  ),
  gssapi: compiled('compiles against Kerberos', ['libkrb5-dev'], ['libgssapi-krb5-2'], ['krb5-dev'], ['krb5-libs']),
  rocksdb: compiled(
    'compiles against RocksDB',
    ['g++', 'librocksdb-dev'],
    ['librocksdb9.10'],
    ['g++', 'rocksdb-dev'],
    ['rocksdb'],
  ),
  netifaces: compiled('compiles', [], [], ['linux-headers'], []),
  pyaudio: compiled(
    'compiles against PortAudio',
    ['portaudio19-dev'],
    ['libportaudio2'],
    ['portaudio-dev'],
    ['portaudio'],
  ),
  weasyprint: runtime(
    'loads Pango',
    ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'],
    ['pango', 'font-noto'],
  ),
  cairosvg: runtime('loads cairo', ['libcairo2'], ['cairo']),
  cairocffi: runtime('loads cairo', ['libcairo2'], ['cairo']),
  'python-magic': runtime('loads libmagic', ['libmagic1t64'], ['libmagic']),
  pyzbar: runtime('loads zbar', ['libzbar0t64'], ['zbar']),
  pytesseract: runtime('starts Tesseract', ['tesseract-ocr'], ['tesseract-ocr']),
  ocrmypdf: runtime(
    'starts Tesseract and Ghostscript',
    ['ghostscript', 'tesseract-ocr'],
    ['ghostscript', 'tesseract-ocr'],
  ),
  'python-gnupg': runtime('starts gpg', ['gnupg'], ['gnupg']),
  pdf2image: runtime('starts poppler', ['poppler-utils'], ['poppler-utils']),
  'ffmpeg-python': runtime('starts ffmpeg', ['ffmpeg'], ['ffmpeg']),
  pydub: runtime('starts ffmpeg', ['ffmpeg'], ['ffmpeg']),
  gitpython: runtime('starts git', ['git'], ['git']),
  'opencv-python': {
    debian: { runtime: ['libgl1', 'libglib2.0-0t64'] },
    glibcOnly: true,
    reason: 'loads OpenGL and GLib; the headless package does not',
  },
  'opencv-contrib-python': {
    debian: { runtime: ['libgl1', 'libglib2.0-0t64'] },
    glibcOnly: true,
    reason: 'loads OpenGL and GLib; the headless package does not',
  },
  'opencv-python-headless': glibcOnly('has wheels for glibc only'),
  torch: glibcOnly('has wheels for glibc only'),
  torchvision: glibcOnly('has wheels for glibc only'),
  tensorflow: glibcOnly('has wheels for glibc only'),
  onnxruntime: glibcOnly('has wheels for glibc only'),
  jaxlib: glibcOnly('has wheels for glibc only'),
  xgboost: { debian: { runtime: ['libgomp1'] }, glibcOnly: true, reason: 'loads OpenMP' },
  lightgbm: {
    debian: { runtime: ['libgomp1'] },
    alpine: { build: ['g++', 'cmake', 'make'], runtime: ['libgomp', 'libstdc++'] },
    reason: 'loads OpenMP',
  },
  playwright: { glibcOnly: true, reason: 'its browsers need `playwright install --with-deps`' },
}
