import { companyService } from '../../company/service.js'

export default companyService({ team: 'platform', sources: ['server.js'], command: ['node', 'server.js'] })
