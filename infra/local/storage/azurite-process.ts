// Runs Azurite in a process of its own that ends with the one that started it, even when that one is killed, and that
// never loses what it answered for.

import http from 'node:http'
import { createRequire, Module } from 'node:module'
import { endWithParent } from '../parent-watch.ts'
import { answerWhenKept } from './answer-when-kept.ts'
import { makeDurable } from './durable.ts'
import type { Loki } from './loki.ts'

const copyWithinMs = 10_000

// Whoever read the lines may be gone; the last of them must not end this process in the middle of its save.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
const end = (): void => {
  process.kill(process.pid, 'SIGINT')
  // Its last whole copy may never end; the journal holds all that was answered for.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), copyWithinMs).unref()
}
process.on('disconnect', end)
// Whoever started this may be gone already, and nobody would tell again.
if (!process.connected) process.kill(process.pid, 'SIGKILL')
endWithParent(Number(process.env['STORAGE_STARTED_BY'] ?? process.ppid), copyWithinMs + 1000)
// A closed terminal ends what started this process, which then asks it to end; the app may still be writing.
process.on('SIGHUP', () => undefined)
// The line to the parent must not keep a process alive that has closed its servers.
process.channel?.unref()
const command = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js')
const azurite = createRequire(command)
// Loading the telemetry takes most of Azurite's start, and it is switched off here: an empty module stands in its place.
const telemetry = azurite.resolve('applicationinsights')
azurite.cache[telemetry] = new Module(telemetry)
const say = (line: string): void => console.error(line)
answerWhenKept(http, makeDurable(azurite('lokijs') as Loki, say), say)
// Azurite has no programming interface; requiring its command is how it runs.
azurite(command)
