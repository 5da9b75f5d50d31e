export { renderDocument, type LineOrigin, type Rendered, type RenderOptions } from './render-document.js'
