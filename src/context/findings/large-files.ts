import { literalPattern } from '../../ignore/index.js'
import { showBytes } from '../byte-size.js'
import { byPattern, type Detector, folderOf, type Found, naming, nameOf, sumOf } from './finding.js'

type LargeKind = 'model' | 'archive' | 'dump' | 'media'

const endings: readonly (readonly [LargeKind, readonly string[]])[] = [
  [
    'model',
    [
      ...['safetensors', 'gguf', 'ggml', 'pt', 'pth', 'ckpt', 'onnx', 'h5', 'hdf5', 'keras', 'pb', 'tflite', 'mlmodel'],
      ...['pkl', 'joblib', 'npy', 'npz', 'bin', 'weights', 'parquet', 'arrow', 'engine'],
    ],
  ],
  ['archive', ['zip', 'tar', 'tgz', 'gz', 'bz2', 'xz', 'zst', '7z', 'rar', 'iso', 'dmg', 'img', 'qcow2', 'vmdk']],
  ['dump', ['sql', 'dump', 'bak', 'sqlite', 'sqlite3', 'db', 'log', 'core', 'hprof']],
  ['media', ['mp4', 'mov', 'avi', 'mkv', 'wav', 'psd']],
]

const kinds = new Map(endings.flatMap(([kind, all]) => all.map((ending) => [ending, kind] as const)))

const advice = {
  model: {
    what: 'a model or its data',
    hint: 'Keep it out of the image and mount it as a volume when the container starts (`docker run -v "$PWD/models:/models:ro"`); where a RUN needs it, `RUN --mount=type=bind` takes it without a layer.',
  },
  archive: {
    what: 'an archive',
    hint: 'Let a step fetch it (`ADD --checksum=… https://…`), or take it with `RUN --mount=type=bind`, which leaves no layer.',
  },
  dump: { what: 'a dump, database or log', hint: 'Mount it as a volume when the container starts.' },
  media: { what: 'a large medium', hint: 'Serve it from a volume or another host.' },
} as const satisfies Record<LargeKind, { readonly what: string; readonly hint: string }>

/** From this size on it is worth a word. */
const leastBytes = 10_000_000

/** Models, archives, dumps and the like that are large: better in a volume than in every image. */
export const detectLargeFiles = (): Detector => {
  const found: (Found & { readonly kind: LargeKind })[] = []
  return {
    file: ({ path, kind, size }) => {
      if (size < leastBytes || kind !== 'file') return
      const name = nameOf(path)
      const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
      const large = kinds.get(ending)
      if (large === undefined) return
      const folder = folderOf(path)
      // Several of one kind in one folder are one matter.
      const pattern = /^[\w./-]+$/.test(path)
        ? `${folder === '' ? '' : `${folder}/`}*.${name.slice(name.lastIndexOf('.') + 1)}`
        : literalPattern(path)
      found.push({ path, kind: large, pattern, files: 1, bytes: size })
    },
    findings: () =>
      byPattern(found).map((group) => {
        const { what, hint } = advice[group[0].kind]
        const sum = sumOf(group)
        return {
          rule: 'context-large-file',
          codes: [],
          severity: 'info',
          message: `${naming(group)} (${showBytes(sum.bytes)}) ${group.length === 1 ? 'is' : 'are'} sent to the builder: ${what}.`,
          hint,
          pattern: group[0].pattern,
          ...sum,
        }
      }),
  }
}
