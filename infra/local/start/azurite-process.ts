// Runs Azurite in a process of its own that ends with the one that started it, even when that one is killed.

import { createRequire, Module } from 'node:module'

process.on('disconnect', () => process.kill(process.pid, 'SIGINT'))
// The line to the parent must not keep a process alive that has closed its servers.
process.channel?.unref()
const command = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js')
const azurite = createRequire(command)
// Loading the telemetry takes most of Azurite's start, and it is switched off here: an empty module stands in its place.
const telemetry = azurite.resolve('applicationinsights')
azurite.cache[telemetry] = new Module(telemetry)
// Azurite has no programming interface; requiring its command is how it runs.
azurite(command)
