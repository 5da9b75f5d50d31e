import { nodeProdDeps } from 'gen-dockerfile'

export default nodeProdDeps()
