// What the tests of the functions host share: fixture apps, captured log lines, waiting for a condition.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type Host, type HostOptions, startHost } from '../../infra/local/host/host.ts'
import { until } from '../support/until.ts'

export const fixtureApp = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/host-apps/${name}`, import.meta.url))

export type TestHost = Host & { lines: string[] }

/** Starts a host on any free port and keeps its log lines. */
export const openHost = async (options: Partial<HostOptions> & { appFolder: string }): Promise<TestHost> => {
  const lines: string[] = []
  const host = await startHost({ port: 0, settings: {}, log: (line) => lines.push(line), ...options })
  return { ...host, lines }
}

/** A new folder that is removed when the test ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'functions-host-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Polls until the condition gives a value; fails after the deadline. */
export const eventually = <T>(condition: () => T | undefined | false, deadlineMs = 15_000): Promise<T> =>
  until(String(condition), condition, deadlineMs)

export type RecordedCall = {
  functionName: string
  invocationId: string
  triggerMetadata?: Record<string, unknown>
  [key: string]: unknown
}

/** The calls that the fixture app has written down, of one function. */
export const readCalls = (file: string, functionName: string): RecordedCall[] => {
  const text = readFileSync(file, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const calls: RecordedCall[] = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return calls.filter((call) => call.functionName === functionName)
}
