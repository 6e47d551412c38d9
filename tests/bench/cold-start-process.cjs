// One cold start: loads what its argument names with the module that the Functions worker provides, and, when asked,
// submits one request. It is plain CommonJS, so that nothing but Node.js itself comes before the code that is measured.

const { readFileSync, writeSync } = require('node:fs')
const Module = require('node:module')

const [, , target, submission] = process.argv
const functions = new Map()
const hook = { dispose: () => undefined }
const core = {
  version: '3.14.1',
  hostVersion: '4.1037.0',
  registerFunction: (metadata, handler) => {
    functions.set(metadata.name, handler)
    return hook
  },
  registerHook: () => hook,
  setProgrammingModel: () => undefined,
  getProgrammingModel: () => undefined,
  log: () => undefined,
  Disposable: class {
    dispose() {}
  },
}
const load = Module._load
Module._load = (request, parent, isMain) =>
  request === '@azure/functions-core' ? core : load.call(Module, request, parent, isMain)

const start = performance.now()
const loaded = require(target)
const loadMs = performance.now() - start

const finish = (status) => {
  const { user, system } = process.cpuUsage()
  // One write that has happened before the process ends.
  writeSync(1, JSON.stringify({ loadMs, readyMs: performance.now() - start, cpuMs: (user + system) / 1000, status }))
  process.exit(0)
}

if (submission === undefined) finish(0)
const submit = functions.get('SubmitOnboardingRequest') ?? loaded.submit
const request = new Request('http://127.0.0.1/api/onboarding-requests', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: readFileSync(0),
})
submit(request, { functionName: 'SubmitOnboardingRequest', invocationId: 'bench' }).then(({ status }) => finish(status))
