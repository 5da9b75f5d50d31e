import { goDistroless } from 'gen-dockerfile'

export default goDistroless()
