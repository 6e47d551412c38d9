// Finds the genuine Bicep compiler: the pinned version from NuGet where the .NET SDK is, else one that is installed.
// https://learn.microsoft.com/azure/azure-resource-manager/bicep/install

import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A compiler that can be run, and in words where it comes from. */
export type FoundCompiler = { readonly path: string; readonly from: string }

/** Either the compiler, or why there is none: one line for each place that was looked at. */
export type Search = { readonly compiler?: FoundCompiler; readonly reasons: readonly string[] }

/** What the search reads of its surroundings. */
export type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** Runs a command and gives its exit code and what it printed; code -1 when it could not be started. */
  readonly run: (command: string, args: readonly string[]) => { readonly code: number; readonly output: string }
}

const project = join(import.meta.dirname, 'compiler.csproj')
/** The version that NuGet is asked for. @throws Error when the project names none */
export const pinnedVersion = (): string => {
  const version = /Version="\[([\d.]+)\]"/.exec(readFileSync(project, 'utf8'))?.[1]
  if (!version) throw new Error(`${project} names no version`)
  return version
}

const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: 'linux', darwin: 'osx', win32: 'win' }

/** Evaluating a template offline (`getSnapshot`) came with this version. */
const least = [0, 36] as const

const isNewEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > least[0] || (major === least[0] && minor >= least[1])
}

/** The folder that NuGet keeps packages in: https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders */
const nugetFolder = (environment: Surroundings['environment']): string =>
  environment['NUGET_PACKAGES'] || join(homedir(), '.nuget', 'packages')

const fromNuGet = ({ environment, platform, arch, run }: Surroundings): FoundCompiler | string => {
  const version = pinnedVersion()
  const system = `${systems[platform] ?? platform}-${arch}`
  const name = platform === 'win32' ? 'bicep.exe' : 'bicep'
  const id = `Azure.Bicep.CommandLine.${system}`
  const path = join(nugetFolder(environment), id.toLowerCase(), version, 'tools', name)
  if (!existsSync(path)) {
    // Restoring writes beside the project, so that happens in a folder of its own.
    const folder = mkdtempSync(join(tmpdir(), 'compiler-'))
    try {
      copyFileSync(project, join(folder, 'compiler.csproj'))
      const restored = run('dotnet', ['restore', join(folder, 'compiler.csproj'), `-p:CompilerPlatform=${system}`])
      if (restored.code === -1) return `no .NET SDK here, which would fetch ${id} ${version} from NuGet`
      if (restored.code !== 0 || !existsSync(path))
        return `dotnet restore could not fetch ${id} ${version}: ${restored.output.trim().split('\n').at(-1) ?? ''}`
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  // Packages carry no file modes.
  if (platform !== 'win32') chmodSync(path, 0o755)
  return { path, from: `NuGet, ${id} ${version}` }
}

const installed = ({ environment, platform, run }: Surroundings): FoundCompiler | string => {
  const name = platform === 'win32' ? 'bicep.exe' : 'bicep'
  const folders = [...(environment['PATH'] ?? '').split(delimiter).filter(Boolean), join(homedir(), '.azure', 'bin')]
  const path = folders.map((folder) => join(folder, name)).find((one) => existsSync(one))
  if (!path) return 'no bicep on the PATH, and none that az bicep install has put into .azure/bin'
  const { code, output } = run(path, ['--version'])
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0]
  if (code !== 0 || !version) return `${path} does not run`
  return isNewEnough(version) ? { path, from: `${path}, version ${version}` } : `${path} is too old: ${version}`
}

const runHere: Surroundings['run'] = (command, args) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 240_000 })
  return error ? { code: -1, output: error.message } : { code: status ?? 1, output: `${stdout}${stderr}` }
}

/** Finds a compiler, fetching the pinned one where that is possible. Nothing is fetched a second time. */
export const findCompiler = (
  surroundings: Surroundings = {
    environment: process.env,
    platform: process.platform,
    arch: process.arch,
    run: runHere,
  },
): Search => {
  const reasons: string[] = []
  for (const look of [fromNuGet, installed]) {
    const found = look(surroundings)
    if (typeof found !== 'string') return { compiler: found, reasons }
    reasons.push(found)
  }
  return { reasons }
}
