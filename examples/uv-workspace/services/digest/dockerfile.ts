import { pythonAlpineUv } from 'gen-dockerfile'

export default pythonAlpineUv()
