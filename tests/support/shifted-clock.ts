// Loaded into the app process before the app: its clock is ahead by the milliseconds that a setting says, or a file when
// the process starts.

import { readFileSync } from 'node:fs'

const { CLOCK_AHEAD, CLOCK_AHEAD_FILE } = process.env
const ahead = Number(CLOCK_AHEAD ?? readFileSync(CLOCK_AHEAD_FILE ?? '', 'utf8'))

globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[], created) =>
    Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given, created) as Date,
  get: (target, name) => (name === 'now' ? () => target.now() + ahead : (Reflect.get(target, name) as unknown)),
})
