import type { NativeTable } from '../native-table.js'

/** A C compiler and headers: the full `golang` image has them, `golang:alpine` and slim bases do not. */
const compiler = { debian: { build: ['gcc', 'libc6-dev'] }, alpine: { build: ['gcc', 'musl-dev'] } }

const library = (
  reason: string,
  debianBuild: string,
  debianRuntime: readonly string[],
  alpineBuild: string,
  alpineRuntime: readonly string[],
) => ({
  debian: { build: ['gcc', 'libc6-dev', 'pkg-config', debianBuild], runtime: debianRuntime },
  alpine: { build: ['gcc', 'musl-dev', 'pkgconf', alpineBuild], runtime: alpineRuntime },
  reason,
})

/** Go modules that need cgo, by module path. */
export const nativeModules: NativeTable = {
  'github.com/mattn/go-sqlite3': { ...compiler, reason: 'compiles SQLite with cgo' },
  'github.com/mutecomm/go-sqlcipher/v4': { ...compiler, reason: 'compiles SQLCipher with cgo' },
  'github.com/marcboeker/go-duckdb': {
    debian: { build: ['g++'], runtime: ['libstdc++6'] },
    alpine: { build: ['g++'], runtime: ['libstdc++'] },
    reason: 'links DuckDB with cgo',
  },
  'github.com/marcboeker/go-duckdb/v2': {
    debian: { build: ['g++'], runtime: ['libstdc++6'] },
    alpine: { build: ['g++'], runtime: ['libstdc++'] },
    reason: 'links DuckDB with cgo',
  },
  'github.com/confluentinc/confluent-kafka-go': {
    ...compiler,
    reason: 'links its bundled librdkafka with cgo (build with `-tags musl` on Alpine)',
  },
  'github.com/confluentinc/confluent-kafka-go/v2': {
    ...compiler,
    reason: 'links its bundled librdkafka with cgo (build with `-tags musl` on Alpine)',
  },
  'github.com/DataDog/zstd': { ...compiler, reason: 'compiles zstd with cgo' },
  'github.com/valyala/gozstd': { ...compiler, reason: 'links zstd with cgo' },
  'github.com/davidbyttow/govips/v2': library('links libvips', 'libvips-dev', ['libvips42t64'], 'vips-dev', ['vips']),
  'github.com/h2non/bimg': library('links libvips', 'libvips-dev', ['libvips42t64'], 'vips-dev', ['vips']),
  'gopkg.in/gographics/imagick.v3': library(
    'links ImageMagick',
    'libmagickwand-dev',
    ['libmagickwand-7.q16-10'],
    'imagemagick-dev',
    ['imagemagick'],
  ),
  'github.com/libgit2/git2go/v34': library('links libgit2', 'libgit2-dev', ['libgit2-1.9'], 'libgit2-dev', ['libgit2']),
  'github.com/google/gopacket': library(
    'its pcap package links libpcap',
    'libpcap-dev',
    ['libpcap0.8t64'],
    'libpcap-dev',
    ['libpcap'],
  ),
  'github.com/otiai10/gosseract/v2': library(
    'links Tesseract',
    'libtesseract-dev',
    ['libtesseract5'],
    'tesseract-ocr-dev',
    ['tesseract-ocr'],
  ),
  'github.com/pebbe/zmq4': library('links ZeroMQ', 'libzmq3-dev', ['libzmq5'], 'zeromq-dev', ['libzmq']),
  'github.com/tecbot/gorocksdb': library('links RocksDB', 'librocksdb-dev', ['librocksdb9.10'], 'rocksdb-dev', [
    'rocksdb',
  ]),
  'github.com/linxGnu/grocksdb': library('links RocksDB', 'librocksdb-dev', ['librocksdb9.10'], 'rocksdb-dev', [
    'rocksdb',
  ]),
  'github.com/godror/godror': { ...compiler, reason: 'compiles ODPI-C with cgo and loads the Oracle client' },
  'gocv.io/x/gocv': library('links OpenCV', 'libopencv-dev', ['libopencv-core410'], 'opencv-dev', ['opencv']),
  'github.com/go-gst/go-gst': library(
    'links GStreamer',
    'libgstreamer1.0-dev',
    ['libgstreamer1.0-0'],
    'gstreamer-dev',
    ['gstreamer'],
  ),
  'github.com/go-gl/glfw/v3.3/glfw': library('links OpenGL', 'libgl1-mesa-dev', ['libgl1'], 'mesa-dev', ['mesa-gl']),
  'github.com/chai2010/webp': { ...compiler, reason: 'compiles libwebp with cgo' },
  'github.com/miekg/pkcs11': { ...compiler, reason: 'loads PKCS#11 modules with cgo' },
  'github.com/smacker/go-tree-sitter': { ...compiler, reason: 'compiles grammars with cgo' },
  'github.com/tree-sitter/go-tree-sitter': { ...compiler, reason: 'compiles grammars with cgo' },
  'github.com/bytecodealliance/wasmtime-go': { ...compiler, reason: 'links wasmtime with cgo' },
  'github.com/rogchap/v8go': {
    debian: { build: ['g++'], runtime: ['libstdc++6'] },
    glibcOnly: true,
    reason: 'links V8 with cgo',
  },
}

/** Modules that use cgo only where it is on and have a Go replacement otherwise: they do not force cgo. */
export const optionalCgo: ReadonlySet<string> = new Set([
  'github.com/DataDog/zstd',
  'github.com/google/gopacket',
  'github.com/miekg/pkcs11',
])
