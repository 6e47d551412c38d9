// The least function app that could stand in for ours: the same packages, a body parsed and one row inserted. Nothing is
// checked, nothing is remembered, nothing is told to the log.

import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { app } from '@azure/functions'

const { AzureWebJobsStorage: storage = '' } = process.env
const rows = TableClient.fromConnectionString(storage, 'Least', { allowInsecureConnection: true })
const made = rows.createTable()

app.http('Submit', {
  route: 'submit',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: async (request) => {
    await made
    const requestId = randomUUID()
    const data = JSON.stringify(await request.json())
    await rows.createEntity({ partitionKey: requestId.charAt(0), rowKey: `pending|${requestId}`, data, op: requestId })
    return { status: 202, jsonBody: { requestId, status: 'Submitted' } }
  },
})
