// A program that is told its port must find it free seconds later, whatever else runs meanwhile.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../support/free-port.ts'

const hold = async (port: number): Promise<void> => {
  const server = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
}

describe('a free port', () => {
  it('is given once, even to those who ask at the same moment', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()))
    expect(new Set(ports).size).toBe(50)
    await Promise.all(ports.map(hold))
  })

  it('is given to one process only, in whatever folders they run', async () => {
    const file = resolve(import.meta.dirname, '..', 'support', 'free-port.ts')
    const script = `
      import { freePort } from ${JSON.stringify(file)}
      const ports = []
      for (let count = 0; count < 90; count += 1) ports.push(await freePort())
      console.log(ports.join(' '))
      process.stdin.resume()`
    // As one and the same worker of three runs; each lives until all have their ports.
    const env = { ...process.env, VITEST_POOL_ID: '1' }
    const runs = [1, 2, 3].map(() => {
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
      const printed = new Promise((done) => run.child.stdout?.once('data', done))
      return { run, printed }
    })
    await Promise.all(runs.map(({ printed }) => printed))
    const outputs = await Promise.all(
      runs.map(({ run }) => {
        run.child.stdin?.end()
        return run
      }),
    )
    const ports = outputs.flatMap(({ stdout }) => stdout.trim().split(' '))
    expect(new Set(ports).size).toBe(270)
  })

  it('is none that is held', async () => {
    const port = await freePort()
    await hold(port)
    // More than there are for one worker, so that each comes round again.
    const others = await Promise.all(Array.from({ length: 250 }, () => freePort()))
    expect(others).not.toContain(port)
  })

  it.runIf(existsSync('/proc/sys/net/ipv4/ip_local_port_range'))(
    'is none that the system gives to whoever asks for any port',
    async () => {
      const [from = 0] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/).map(Number)
      expect(await freePort()).toBeLessThan(from)
    },
  )
})
