// What keeps the local environment from starting is said in one clear sentence, and nothing is left running.

import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { startHost } from '../../infra/local/host/host.ts'
import { localSettings } from '../../infra/local/start/local-settings.ts'
import { freePorts, type Started, start, stateFolder, stillRunning } from '../support/start-support.ts'
import { until } from '../support/until.ts'

const root = resolve(import.meta.dirname, '..', '..')

describe('npm start', () => {
  const state = stateFolder()
  const running: Started[] = []
  const begin = async (variables: Record<string, string | number>, ...args: string[]) => {
    const started = start({ ...(await freePorts()), LOCAL_STATE: state.folder, ...variables }, ...args)
    running.push(started)
    return started
  }
  afterEach(() => {
    for (const started of running.splice(0)) started.kill()
  })
  afterAll(() => state.remove())

  it('names the variable whose value is no port, and the option it does not know', async () => {
    const cases: [Record<string, string | number>, string[], RegExp][] = [
      [{ INBOX_PORT: 'eighty' }, [], /^INBOX_PORT must be a port number, not "eighty"\.\n$/],
      [{ AZURITE_TABLE_PORT: '70000' }, [], /^AZURITE_TABLE_PORT must be a port number, not "70000"\.\n$/],
      [{ SERVICEBUS_PORT: '0' }, [], /^SERVICEBUS_PORT must be a port number, not "0"\.\n$/],
      [
        { FUNCTIONS_PORT: 4711, SALES_PORT: 4711 },
        [],
        /^FUNCTIONS_PORT and SALES_PORT must not be the same port \(4711\)\.\n$/,
      ],
      [{}, ['--frsh'], /^Unknown option '--frsh'[^\n]*\n$/],
    ]
    const check = async ([variables, args, sentence]: (typeof cases)[number]) => {
      const started = await begin(variables, ...args)
      expect(await started.ended).toBe(1)
      expect(started.output).toEqual({ out: '', err: expect.stringMatching(sentence) })
    }
    await Promise.all(cases.map(check))
    expect(readdirSync(state.folder)).toEqual([])
  })

  it('ends with Ctrl-C while it is still starting', async () => {
    const started = await begin({})
    await started.prints(/^Starting Sales…$/m)
    const mine = started.tree()
    expect(mine.length).toBeGreaterThan(2)
    const { exit } = await started.stop()
    expect(exit).toBe(0)
    expect(started.output.out).not.toContain('Ready')
    await until('everything has ended', () => stillRunning(mine).length === 0)
  })
})

describe('the functions host', () => {
  const secrets = {
    statusToken: 'status-token-secret-of-the-tests-0123456789',
    salesEventKey: 'sales-event-key-of-the-tests',
  }
  const nowhere = 'http://127.0.0.1:9'
  const neighbours = {
    storage: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint=${nowhere}/devstoreaccount1;`,
    serviceBus: 'Endpoint=sb://127.0.0.1;SharedAccessKeyName=a;SharedAccessKey=AAAA;UseDevelopmentEmulator=true;',
    salesUrl: nowhere,
    inboxUrl: nowhere,
    publicUrl: nowhere,
  }

  const failureOf = async (wrong: Record<string, string>): Promise<string> => {
    const settings = { ...localSettings(neighbours, secrets, false), ...wrong }
    const lines: string[] = []
    try {
      const host = await startHost({ appFolder: root, port: 0, settings, log: (line) => lines.push(line) })
      await host.close()
    } catch (error) {
      return [error instanceof Error ? error.message : String(error), ...lines].join('\n')
    }
    throw new Error('The app started.')
  }

  it('names every setting that keeps the app from starting, and no value', async () => {
    const failure = await failureOf({
      PUBLIC_URL: 'partners.example',
      STATUS_TOKEN_SECRET: 'too-short-secret',
      HEADQUARTERS_ACCESS: 'open',
      MAIL_FROM: '',
    })
    expect(failure).toMatch(/^The app could not be loaded: .*Settings are wrong:\n- /)
    const told = failure.split('\n').filter((line) => /^- \w+ (is missing|has a wrong form)\. \S/.test(line))
    expect(told.map((line) => line.split(' ')[1])).toEqual([
      'PUBLIC_URL',
      'STATUS_TOKEN_SECRET',
      'HEADQUARTERS_ACCESS',
      'MAIL_FROM',
    ])
    expect(failure).not.toMatch(/too-short-secret|partners\.example/)
  })
})
