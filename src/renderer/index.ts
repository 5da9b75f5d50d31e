export { renderDocument, type Rendered } from './render-document.js'
