import { rust } from 'gen-dockerfile'

export default rust()
