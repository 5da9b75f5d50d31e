import { log } from '@shop/log'
import { Cron } from 'croner'

const job = new Cron(process.env.SCHEDULE ?? '0 * * * * *', () => log('counted the stock'))

process.on('SIGTERM', () => job.stop())
