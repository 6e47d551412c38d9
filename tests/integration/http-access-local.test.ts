// Who may see headquarters: this machine alone in local mode, nobody when the platform does not sign people in.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { actions, admin, expectRefused, json, pages } from './http-access-support.ts'
import { allRows, rawHead, sendRaw } from './http-support.ts'

describe('local', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  it('opens headquarters under the names of this machine', async () => {
    for (const host of ['127.0.0.1', 'localhost', `localhost:${env.host.port}`]) {
      const answer = await sendRaw(env, `GET /api/prospects HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      expect({ host, status: answer.status }).toEqual({ host, status: 200 })
    }
  })

  it('is closed to a foreign name that leads to this machine', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${env.host.port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'evil.example#localhost',
    ])
      for (const path of [...pages, ...json]) {
        const answer = await sendRaw(env, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
        expect({ host, path, refused: [400, 403].includes(answer.status) }).toEqual({ host, path, refused: true })
      }
    const before = await allRows(env)
    for (const path of actions) {
      const answer = await sendRaw(env, `POST ${path} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n`)
      expect(answer.status).toBe(403)
    }
    expect(await allRows(env)).toEqual(before)
  })

  it('does not read the principal of a platform that is not there', async () => {
    const answer = await sendRaw(
      env,
      rawHead('GET', '/api/prospects', [`X-MS-Client-Principal: ${admin['x-ms-client-principal']}`]).replace(
        '127.0.0.1',
        'evil.example',
      ),
    )
    expect(answer.status).toBe(403)
  })
})

describe('app-service without App Service authentication', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ HEADQUARTERS_ACCESS: 'app-service' })
  })
  afterAll(() => env.close())

  it('refuses a forged principal always', async () => {
    await expectRefused(env, 403, 'forbidden')
    await expectRefused(env, 403, 'forbidden', admin)
  })
})
