import { companyService } from '../../company/service.js'

export default companyService({ team: 'orders', sources: ['server.py'], command: ['python', 'server.py'] })
