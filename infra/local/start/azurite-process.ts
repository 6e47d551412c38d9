// Runs Azurite in a process of its own that ends with the one that started it, even when that one is killed.

import { createRequire } from 'node:module'

process.on('disconnect', () => process.kill(process.pid, 'SIGINT'))
// The line to the parent must not keep a process alive that has closed its servers.
process.channel?.unref()
// Azurite has no programming interface; requiring its command is how it runs.
createRequire(import.meta.url)('azurite/dist/src/azurite.js')
