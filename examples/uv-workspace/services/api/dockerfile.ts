import { pythonSlim } from 'gen-dockerfile'

export default pythonSlim()
