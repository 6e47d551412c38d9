// The routes of the app, as the host sees them: one function per address, whatever order they are looked at in.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queues } from '../../functions/queues.ts'
import type { Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import { timers } from '../../functions/timers.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { needed } from '../support/route-calls.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
})
afterAll(() => env.close())

type Binding = { type: string; route?: string; methods?: string[] }
type Found = { name: string; route: string; segments: string[]; methods: string[] }

const registered = async (): Promise<Found[]> => {
  const answer = await fetch(`${env.url}/admin/functions`)
  const functions = (await answer.json()) as { name: string; config: { bindings: Binding[] } }[]
  return functions.flatMap(({ name, config }) =>
    config.bindings
      .filter(({ type }) => type === 'httpTrigger')
      .map(({ route = name, methods = [] }) => ({
        name,
        route,
        segments: isEmptyPath(route) ? [] : route.toLowerCase().split('/'),
        methods: methods.map((method) => method.toUpperCase()),
      })),
  )
}

/** The one template here that matches the empty path only. */
const isEmptyPath = (route: string): boolean => route === '{ignored:maxlength(0)?}'
const isParameter = (segment: string): boolean => segment.includes('{')

const overlap = (a: Found, b: Found): boolean =>
  a.methods.some((method) => b.methods.includes(method)) &&
  a.segments.length === b.segments.length &&
  a.segments.every((segment, at) => {
    const other = b.segments[at] ?? ''
    return segment === other || isParameter(segment) || isParameter(other)
  })

it('the host has exactly the routes of the table', async () => {
  const lines = (of: readonly { name: string; route: string; methods: readonly string[] }[]) =>
    of.map(({ name, route, methods }) => `${name} ${methods.join()} ${route}`).sort()
  const rows = Object.entries<Route>(routes)
  const isFirst = (row: Route) => rows.find(([, { route }]) => route === row.route)?.[1] === row
  // Whoever may GET may ask for the head alone; what a browser asks first, the first row of an address answers.
  const table = rows.map(([name, route]) => ({
    name,
    ...route,
    methods: [
      ...route.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
      ...(route.crossOrigin && isFirst(route) ? ['OPTIONS'] : []),
    ],
  }))
  expect(lines(await registered())).toEqual(lines(table))
})

it('headquarters is for staff, and whoever changes something there is at least an Approver', () => {
  const staffOnly =
    /^(headquarters|api\/(prospects|customers|customer-hierarchies|dual-write|jobs|audit|partners|users|mails))(\/|$)/
  for (const [name, row] of Object.entries<Route>(routes)) {
    const { route, caller, methods } = row
    const isStaff = caller.startsWith('Headquarters.')
    expect({ name, isStaff }).toEqual({ name, isStaff: staffOnly.test(route) })
    if (isStaff && methods.includes('POST'))
      // A Reader may look at a form that the act behind it needs more for.
      expect({ name, role: needed(row, 'POST') }).not.toEqual({ name, role: 'Headquarters.Reader' })
  }
})

it('no address belongs to two functions', async () => {
  const all = await registered()
  expect(all.length).toBeGreaterThan(15)
  const doubles = all.flatMap((one, at) =>
    all.slice(at + 1).flatMap((other) => (overlap(one, other) ? [`${one.name} and ${other.name}`] : [])),
  )
  expect(doubles).toEqual([])
})

it('every parameter is one whole segment, so that routes of different length never meet', async () => {
  for (const { segments } of await registered())
    for (const segment of segments.filter(isParameter)) expect(segment).toMatch(/^\{[a-z]+\}$/)
})

it('every function names its methods, and none takes the host’s own addresses', async () => {
  for (const { name, segments, methods } of await registered()) {
    expect({ name, methods: methods.length > 0 }).toEqual({ name, methods: true })
    expect({ name, first: segments[0] }).not.toEqual({ name, first: expect.stringMatching(/^(admin|runtime)/) })
  }
})

const folder = resolve(import.meta.dirname, '..', '..', 'functions')

it('every function bears the name of its file, or stands in the tables of timers and queues', () => {
  const rooms = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const files = rooms.flatMap(({ name: room }) =>
    readdirSync(join(folder, room)).map((file) => ({ file, source: readFileSync(join(folder, room, file), 'utf8') })),
  )
  const named = (text: string) => text.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
  const alone = files
    .filter(({ source }) => /^export const \w+: Handler\b/m.test(source))
    .map(({ file }) => named(file.replace(/\.ts$/, '')))
  // Calls of sites and their users are few lines each, and stand together by what they need.
  const together = files.flatMap(({ source }) =>
    [...source.matchAll(/^export const (\w+) = for(?:User|Site)\(/gm)].map(([, name]) => named(name ?? '')),
  )
  const handlers = [...alone, ...together]
  expect(Object.keys(routes).sort()).toEqual(handlers.sort())
  const others = Object.values(queues).flatMap(({ worker, deadLetters }) => [worker, deadLetters])
  const names = [...handlers, ...Object.keys(timers), ...others]
  expect(env.host.functions.map(({ name }) => name).sort()).toEqual(names.sort())
  expect(env.host.errors.size).toBe(0)
})
