// Whether the installed packages are those of the lockfile, all of them. It is plain JavaScript without dependencies,
// because it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package
 * @typedef {{ platform: string, arch: string, libc: string | undefined }} Machine
 */

/** @returns {Machine} */
const thisMachine = () => {
  if (process.platform !== 'linux') return { platform: process.platform, arch: process.arch, libc: undefined }
  const header = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport()).header
  return { platform: 'linux', arch: process.arch, libc: header?.glibcVersionRuntime ? 'glibc' : 'musl' }
}

/** Whether a list of package.json (`os`, `cpu`, `libc`) fits; `!name` excludes. */
const fits = (/** @type {string[] | undefined} */ list, /** @type {string | undefined} */ value) => {
  if (!list || value === undefined) return true
  if (list.includes(`!${value}`)) return false
  return list.every((one) => one.startsWith('!')) || list.includes(value)
}

/** @returns {Record<string, Package>} */
const packagesOf = (/** @type {string} */ path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    // No list, or half of one: nothing is known to be installed.
    return {}
  }
}

const markOf = (/** @type {string} */ root) => join(root, 'node_modules', '.installed.json')

const lockOf = (/** @type {string} */ root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** @returns {readonly string[]} optional packages that npm itself left out when it last installed this lockfile */
const leftOut = (/** @type {string} */ root) => {
  try {
    const mark = JSON.parse(readFileSync(markOf(root), 'utf8'))
    return mark.lockfile === lockOf(root) ? mark.leftOut : []
  } catch {
    return []
  }
}

/** The packages of the lockfile that are not there, by their folders. */
const absent = (/** @type {string} */ root, /** @type {Machine} */ machine) => {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).filter(([folder, wanted]) => {
    if (folder === '' || wanted.link) return false
    const { os, cpu, libc } = wanted
    // What is optional and made for no machine in particular may be part of something that is for another one.
    if (
      wanted.optional &&
      !((os || cpu) && fits(os, machine.platform) && fits(cpu, machine.arch) && fits(libc, machine.libc))
    )
      return false
    return installed[folder]?.version !== wanted.version || !existsSync(join(root, folder, 'package.json'))
  })
}

/**
 * Packages that must be installed before anything of this project runs: absent, of another version, or deleted.
 * @returns {string[]} their folders
 */
export const missingPackages = (/** @type {string} */ root) => {
  const missing = absent(root, thisMachine())
  if (missing.length === 0) return []
  const tolerated = leftOut(root)
  return missing.flatMap(([folder, { optional }]) => (optional && tolerated.includes(folder) ? [] : [folder]))
}

/** Remembers what npm left out of a complete installation, so that it is not tried again with every start. */
export const markInstalled = (/** @type {string} */ root) => {
  const missing = absent(root, thisMachine()).flatMap(([folder, { optional }]) => (optional ? [folder] : []))
  writeFileSync(markOf(root), JSON.stringify({ lockfile: lockOf(root), leftOut: missing }))
}
