export { formatDockerfile, type Formatted } from './format-dockerfile.js'
