import type { Comparison } from '../../layers/compare-images.js'
import type { ImageReport } from '../../layers/image-report.js'
import type { Diagnostic } from '../../model/diagnostic.js'

/** What is reported about the layers of an image, or of two. */
export interface LayersReport {
  readonly image: ImageReport
  /** The other image, from which the comparison is seen. */
  readonly compared?: { readonly image: ImageReport; readonly comparison: Comparison }
  readonly findings: readonly Diagnostic[]
}
