// Runs a script of this project with the pinned Node.js. It is plain JavaScript without dependencies, so that it
// works on a bare machine: what is missing is installed first, with its progress shown.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './install-lock.mjs'
import { markInstalled, missingPackages } from './installed.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`)

const stop = (/** @type {string} */ reason) => {
  say(reason)
  process.exit(1)
}

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 20) stop(`Node.js 20 or newer is needed to start; this is ${process.versions.node}.`)

/**
 * Installs what the lockfile names, whatever the shell says of development packages. npm shows nothing for a long
 * while, so the time is shown instead.
 */
const install = async () => {
  say('Installing dependencies (npm ci); the first time takes a minute or two…')
  const begun = Date.now()
  const sign = setInterval(() => say(`…still installing, ${Math.round((Date.now() - begun) / 1000)} s`), 10_000)
  const wanted = ['--include=dev', '--include=optional', '--include=peer', '--dry-run=false', '--package-lock=true']
  const npm = spawn('npm', ['ci', ...wanted, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  const code = await new Promise((resolve) => {
    npm.on('error', (error) => stop(`npm could not be started: ${error.message}`))
    npm.on('exit', resolve)
  })
  clearInterval(sign)
  if (code !== 0) stop('The dependencies could not be installed (npm ci failed); see the lines above.')
  markInstalled(root)
  const missing = missingPackages(root)
  if (missing.length > 0)
    stop(
      `npm ci left out ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' and more' : ''}; see npm config list.`,
    )
  say('Dependencies installed.')
}

const pinned = () => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'node', 'package.json'), 'utf8'))
  const binary = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const works = () => spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`
  if (works()) return binary
  // npm can be told not to run install scripts; this one only fetches the binary of the pinned version.
  say(`Fetching Node.js ${version}…`)
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: dirname(dirname(binary)), stdio: 'ignore' })
  if (works()) return binary
  if (major >= 24) return process.execPath
  return stop(`Node.js ${version} could not be installed, and Node.js ${process.versions.node} is too old to run this.`)
}

/** This machine is never asked through a proxy: everything of the local environment lives at 127.0.0.1. */
const withoutProxyHere = (/** @type {NodeJS.ProcessEnv} */ environment) => {
  const given = environment['no_proxy'] || environment['NO_PROXY']
  const list = [...(given ? [given] : []), '127.0.0.1', 'localhost', '::1', '[::1]'].join(',')
  return { ...environment, no_proxy: list, NO_PROXY: list }
}

if (missingPackages(root).length > 0)
  await withLock(
    join(root, '.installing'),
    () => say('Another start installs the dependencies; waiting for it…'),
    async () => {
      if (missingPackages(root).length > 0) await install()
    },
  )
const [script, ...args] = process.argv.slice(2)
if (!script) stop('usage: node infra/local/run.mjs <script> [arguments]')

// What runs until it is stopped hears from the line between the two that this process is gone.
const isHeldByUs = /^infra\/local\/(start|host)\//.test(script ?? '')
const child = spawn(pinned() ?? '', [script ?? '', ...args], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', ...(isHeldByUs ? [/** @type {'ipc'} */ ('ipc')] : [])],
  env: withoutProxyHere(process.env),
})
// A terminal sends Ctrl-C to the whole group; the child ends itself in order, this process only waits for it.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
// So it does when it is closed, except on Windows, where each process is told by the system.
process.on('SIGHUP', () => process.platform !== 'win32' && child.kill('SIGHUP'))
if (process.env['npm_lifecycle_event'] && process.platform !== 'win32') {
  // npm that was killed cannot pass on that this is over.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
}
child.on('error', (error) => stop(`${script} could not be started: ${error.message}`))
child.on('exit', (code, signal) => process.exit(signal === 'SIGINT' ? 130 : (code ?? 1)))
