// When storage is out of reach, or does not let the app in, nothing is promised: what needs it answers 503 without detail, everything else goes on.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statusToken } from '../../shared/channel/status-token.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { aRequest, postRequest } from '../support/people.ts'
import { openStorage } from '../support/storage.ts'
import { aForm, expectPage, expectProblem, postForm } from './http-support.ts'

const id = '11111111-2222-4333-8444-555555555555'

const expectNoDetail = (text: string): void => {
  expect(text).not.toMatch(/devstoreaccount1|ECONNREFUSED|Azurite|Authenti|at [A-Z]\w+ \(/)
}

/** A connection string, and what ends with the test. */
type Given = { readonly connection: string; readonly close: () => Promise<void> }

const nobody = async (): Promise<Given> => {
  const port = await freePort()
  const endpoints = ['Blob', 'Queue', 'Table'].map(
    (name) => `${name}Endpoint=http://127.0.0.1:${port}/devstoreaccount1`,
  )
  const connection = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;${endpoints.join(';')};`
  return { connection, close: async () => undefined }
}

/** Storage that is there, and a key that is not its own: every answer is 403. */
const wrongKey = async (): Promise<Given> => {
  const { connectionString, close } = await openStorage()
  return { connection: connectionString.replace(/AccountKey=[^;]*/, 'AccountKey=c2VjcmV0'), close }
}

describe.each([
  ['is out of reach', nobody],
  ['refuses the key', wrongKey],
])('when storage %s', (_, open) => {
  let env: Environment
  let given: Given
  beforeAll(async () => {
    given = await open()
    env = await startEnvironment({ AzureWebJobsStorage: given.connection })
  })
  afterAll(async () => {
    await env.close()
    await given.close()
  })

  it('a request is not taken in, and the caller is told when to try again', async () => {
    const response = await postRequest(env, aRequest('No storage GmbH'))
    const problem = await expectProblem(response, 503, 'temporarily-unavailable')
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expectNoDetail(JSON.stringify(problem))
  })

  it('a wrong request is refused as always', async () => {
    await expectProblem(await postRequest(env, {}), 400, 'invalid-request')
  })

  it('the form, the status and headquarters say so with a page or a problem of status 503', async () => {
    const token = statusToken(env.secrets.statusToken, id)
    const pages = [
      '/headquarters/prospects',
      `/headquarters/prospects/${id}`,
      '/headquarters/jobs',
      `/requests/${id}?token=${token}`,
    ]
    const json = [
      '/api/prospects',
      `/api/customers/${id}`,
      `/api/onboarding-requests/${id}?token=${token}`,
      '/api/health',
    ]
    await Promise.all([
      ...pages.map(async (path) => expectNoDetail(await expectPage(await fetch(env.url + path), 503))),
      ...json.map(async (path) => {
        const problem = await expectProblem(await fetch(env.url + path), 503, 'temporarily-unavailable')
        expectNoDetail(JSON.stringify(problem))
      }),
      postForm(env, '/sign-up', aForm('No storage GmbH')).then(async (response) =>
        expectNoDetail(await expectPage(response, 503)),
      ),
    ])
  })

  it('pages that need no storage are shown, and Sales can leave its hints', async () => {
    await expectPage(await fetch(`${env.url}/`))
    await expectPage(await fetch(`${env.url}/sign-up`))
    const response = await fetch(`${env.url}/api/sales/events`, {
      method: 'POST',
      headers: { 'x-sales-event-key': env.secrets.salesEventKey },
      body: JSON.stringify({ MessageName: 'Update', PrimaryEntityName: 'lead', PrimaryEntityId: id }),
    })
    expect(response.status).toBe(204)
  })
})
