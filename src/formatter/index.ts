export { formatDockerfile } from './format-dockerfile.js'
