// A program that is told its port must find it free seconds later, whatever else runs meanwhile.

import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
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
