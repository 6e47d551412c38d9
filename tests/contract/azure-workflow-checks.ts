// Checks of the workflows: what they may do, that nothing of strangers runs where something can be deployed from, that the
// very file that was tested is deployed, and that no password is stored.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how workflows spell what they fill in.

import { parse } from 'yaml'
import { differences, type FileCheck, type Files, textOf, unless } from './azure-files.ts'

type Permissions = Readonly<Record<string, string>>
type Variables = Readonly<Record<string, string>>
type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Variables
}
type Job = {
  readonly if?: string
  readonly permissions?: Permissions
  readonly 'timeout-minutes'?: number
  readonly needs?: string
  readonly environment?: string
  readonly env?: Variables
  readonly outputs?: Variables
  readonly steps: readonly Step[]
}
type Workflow = {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Permissions
  readonly jobs: Readonly<Record<string, Job>>
}

const folder = '.github/workflows/'
const read = <T>(files: Files, path: string): T => parse(textOf(files, path), { strict: true, uniqueKeys: true }) as T
const workflowOf = (files: Files, name: string): Workflow => read(files, `${folder}${name}.yml`)

/** Whose actions run here. */
const makers = /^(actions|azure|Azure|github)\//
/** A version can be moved, a commit cannot; the comment says which version it was. */
const pinned = /^ +- uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/

const pinnedActions: FileCheck = (files) =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(folder))
    .flatMap(([path, text]) =>
      text
        .split('\n')
        .filter((line) => /\buses:/.test(line))
        .flatMap((line) => [
          ...unless(pinned.test(line), `${path}: ${line.trim()} may change under us`),
          ...unless(makers.test(/uses: (\S+)/.exec(line)?.[1] ?? ''), `${path}: ${line.trim()} is a stranger's`),
        ]),
    )

/** What a job may do beside reading the code, by its name. */
const moreRights: Readonly<Record<string, readonly string[]>> = {
  'deploy: deploy': ['id-token: write'],
  'codeql: analyze': ['security-events: write'],
}

const jobProblems = (workflow: Workflow, id: string, job: Job): string[] => {
  const permissions = Object.entries(job.permissions ?? workflow.permissions ?? { everything: 'write' })
  return [
    ...permissions
      .map(([name, level]) => `${name}: ${level}`)
      .filter((permission) => !['contents: read', ...(moreRights[id] ?? [])].includes(permission))
      .map((permission) => `${id} may do more than it needs: ${permission}`),
    ...unless(job['timeout-minutes'] !== undefined, `${id} may run for hours`),
    ...job.steps.flatMap(({ uses, run, with: given }) => [
      ...unless(
        !uses?.startsWith('actions/checkout') || given?.['persist-credentials'] === false,
        `${id} keeps a token`,
      ),
      // What somebody typed must not become a part of a script.
      ...unless(!run?.includes('${{'), `${id} runs a script that is put together from outside`),
    ]),
  ]
}

const leastRights: FileCheck = (files) =>
  Object.keys(files)
    .filter((path) => path.startsWith(folder))
    .flatMap((path) => {
      const name = path.slice(folder.length, -'.yml'.length)
      const workflow = workflowOf(files, name)
      return [
        ...unless(Object.keys(workflow.permissions ?? { all: '' }).length === 0, `${name}: rights for jobs to come`),
        ...['pull_request_target', 'workflow_run']
          .filter((event) => event in workflow.on)
          .map((event) => `${name}: strangers' code would run with our rights (${event})`),
        ...Object.entries(workflow.jobs).flatMap(([id, job]) => jobProblems(workflow, `${name}: ${id}`, job)),
      ]
    })

const commandsOf = (job: Job | undefined): string[] => job?.steps.flatMap(({ run }) => run ?? []) ?? []
const runs = (all: readonly string[], start: string): boolean => all.some((command) => command.startsWith(start))

const checkedFirst: FileCheck = (files) => {
  const check = workflowOf(files, 'ci')
  const checked = Object.values(check.jobs).flatMap(commandsOf)
  const { jobs, on } = workflowOf(files, 'deploy')
  const before = commandsOf(jobs['build'])
  return [
    ...unless('pull_request' in check.on, 'pull requests are not checked'),
    ...differences('what starts a deployment', Object.keys(on), ['workflow_dispatch']),
    ...['.ci/run', 'npm run azure:check -- --required', 'npm audit --', 'npm audit signatures', 'npm sbom']
      .filter((command) => !runs(checked, command))
      .map((command) => `a change lands without ${command}`),
    ...['npm ci', 'npm test', 'npm audit --', 'npm audit signatures', 'npm run azure:check -- --required', 'npm sbom']
      .filter((command) => !runs(before, command))
      .map((command) => `something is deployed without ${command}`),
    ...['pull_request', 'push', 'schedule']
      .filter((event) => !(event in workflowOf(files, 'codeql').on))
      .map((event) => `nobody looks for weaknesses: ${event}`),
  ]
}

/** The job with rights takes over one file by its digest, and runs nothing but the tools of Azure. */
const sameFile: FileCheck = (files) => {
  const { build, deploy } = workflowOf(files, 'deploy').jobs
  const commands = commandsOf(deploy)
  const taken = deploy?.steps.findIndex(({ uses }) => uses?.startsWith('actions/download-artifact')) ?? -1
  const verified = deploy?.steps.findIndex(
    ({ run, env }) =>
      run === 'echo "$SHA256  dist/package.zip" | sha256sum --check --strict' &&
      env?.['SHA256'] === '${{ needs.build.outputs.sha256 }}',
  )
  const tools = /^(azd (auth|provision|deploy)|echo "\$SHA256)/
  const caches = build?.steps.filter(({ uses, with: given }) => {
    const isNode = uses?.startsWith('actions/setup-node') ?? false
    return uses?.startsWith('actions/cache') || (isNode && given?.['package-manager-cache'] !== false)
  })
  return [
    ...unless(deploy?.needs === 'build', 'something is deployed that nobody waited for'),
    ...unless(deploy?.environment === '${{ inputs.environment }}', 'nobody has to agree'),
    ...[build, deploy].flatMap((job) =>
      unless(job?.if === "github.ref == 'refs/heads/main'", 'any branch can be deployed'),
    ),
    ...unless(build?.outputs?.['sha256'] === '${{ steps.digest.outputs.sha256 }}', 'the digest is not handed on'),
    ...unless(runs(commandsOf(build), 'echo "sha256=$(sha256sum dist/package.zip'), 'there is no digest'),
    ...unless(taken >= 0 && verified === taken + 1, 'another file than the tested one could be deployed'),
    ...unless(commands.includes('azd deploy app --from-package dist/package.zip --no-prompt'), 'it is built anew'),
    ...commands.filter((command) => !tools.test(command)).map((command) => `${command} runs with rights`),
    ...unless(caches?.length === 0, 'what another run left behind could be deployed'),
    ...unless(deploy?.permissions?.['id-token'] === 'write', 'GitHub cannot prove who it is'),
  ]
}

/** Variables are handed over one by one, each that the template reads, and secrets to the step that needs them only. */
const namedVariables: FileCheck = (files) => {
  const text = textOf(files, `${folder}deploy.yml`)
  const { deploy } = workflowOf(files, 'deploy').jobs
  const read = [...textOf(files, 'infra/azure/main.parameters.json').matchAll(/\$\{(\w+)(?:=\w+)?\}/g)]
  const given = Object.entries(deploy?.env ?? {})
  const steps = deploy?.steps.filter(({ env }) => Object.values(env ?? {}).some((value) => value.includes('secrets.')))
  return [
    ...differences(
      'variables',
      given.map(([name]) => name),
      [
        ...new Set([
          ...read.map(([, name = '']) => name),
          'AZURE_CLIENT_ID',
          'AZURE_SUBSCRIPTION_ID',
          'AZURE_TENANT_ID',
        ]),
      ],
    ),
    ...given
      .filter(([name, value]) => value !== `\${{ vars.${name} }}` && name !== 'AZURE_PRINCIPAL_TYPE')
      .map(([name]) => `${name} is something else than the variable of that name`),
    ...unless(!/toJSON\(|secrets: inherit/i.test(text), 'everything is handed over at once'),
    ...unless(!/secrets\.AZURE|client-secret:|creds:/.test(text), 'a password of Azure is stored'),
    ...unless(
      steps?.length === 1 && steps[0]?.run === 'azd provision --no-prompt',
      'a step sees secrets it does not need',
    ),
  ]
}

type Dependabot = {
  readonly updates: readonly {
    readonly 'package-ecosystem': string
    readonly directory: string
    readonly cooldown?: unknown
  }[]
}

const updatesProposed: FileCheck = (files) => {
  const { updates } = read<Dependabot>(files, '.github/dependabot.yml')
  return [
    ...differences(
      'what is kept new',
      updates.map((one) => `${one['package-ecosystem']} ${one.directory}`),
      ['npm /', 'github-actions /', 'nuget /infra/azure/compiler'],
    ),
    ...updates
      .filter(({ cooldown }) => cooldown === undefined)
      .map((one) => `${one['package-ecosystem']}: a version of today would be proposed`),
  ]
}

export const workflowChecks = {
  pinnedActions,
  leastRights,
  checkedFirst,
  sameFile,
  namedVariables,
  updatesProposed,
}
