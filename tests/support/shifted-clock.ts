// Loaded into the app process before the app: its clock is ahead by the milliseconds a file says when it starts.

import { readFileSync } from 'node:fs'

const ahead = Number(readFileSync(process.env['CLOCK_AHEAD_FILE'] ?? '', 'utf8'))

globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[], created) =>
    Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given, created) as Date,
  get: (target, name) => (name === 'now' ? () => target.now() + ahead : (Reflect.get(target, name) as unknown)),
})
