// Sales in a process of its own, so that its work does not slow down the writer that is measured.

import { startSales } from '../../infra/local/sales/sales.ts'

const latencyMs = Number(process.argv[2])
const sales = await startSales({ port: 0, latencyMs })
process.on('disconnect', () => void sales.close())
process.send?.({ url: sales.url })
