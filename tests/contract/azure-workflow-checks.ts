// Checks of the workflows: what they may do, what they run before something is deployed, and that no password is stored.

import { parse } from 'yaml'
import { type Check, type Files, main, textOf } from './azure-files.ts'

type Permissions = Readonly<Record<string, string>>
type Step = { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }
type Job = {
  readonly permissions?: Permissions
  readonly 'timeout-minutes'?: number
  readonly needs?: string
  readonly environment?: string
  readonly steps: readonly Step[]
}
type Workflow = {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Permissions
  readonly jobs: Readonly<Record<string, Job>>
}

const workflowOf = (files: Files, name: string): Workflow =>
  parse(textOf(files, `.github/workflows/${name}.yml`), { strict: true, uniqueKeys: true }) as Workflow

const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem])

/** Whose actions run here; each by its major version, the way their makers publish them. */
const action = /^(actions|azure|Azure)\/[\w-]+@v\d+$/

const jobProblems = (workflow: Workflow, id: string, job: Job): string[] => {
  const permissions = Object.entries(job.permissions ?? workflow.permissions ?? { everything: 'write' })
  const isDeploying = job.environment !== undefined
  const allowed = isDeploying ? ['contents: read', 'id-token: write'] : ['contents: read']
  return [
    ...permissions
      .map(([name, level]) => `${name}: ${level}`)
      .filter((permission) => !allowed.includes(permission))
      .map((permission) => `${id} may do more than it needs: ${permission}`),
    ...unless(job['timeout-minutes'] !== undefined, `${id} may run for hours`),
    ...job.steps.flatMap(({ uses, run, with: given }) => [
      ...unless(uses === undefined || action.test(uses), `${uses} may change under us, or is a stranger's`),
      ...unless(
        !uses?.startsWith('actions/checkout') || given?.['persist-credentials'] === false,
        `${id} keeps a token`,
      ),
      // What somebody typed must not become a part of a script.
      ...unless(!run?.includes('${{'), `${id} runs a script that is put together from outside`),
    ]),
  ]
}

const leastRights: Check = (files) =>
  ['ci', 'deploy'].flatMap((name) => {
    const workflow = workflowOf(files, name)
    return [
      ...unless(!('pull_request_target' in workflow.on), `${name}: strangers' code would run with our rights`),
      ...Object.entries(workflow.jobs).flatMap(([id, job]) => jobProblems(workflow, `${name}: ${id}`, job)),
    ]
  })

const commandsOf = (job: Job | undefined): string[] => job?.steps.flatMap(({ run }) => run ?? []) ?? []

const checkedFirst: Check = (files) => {
  const check = workflowOf(files, 'ci')
  const checked = Object.values(check.jobs).flatMap(commandsOf)
  const { jobs, on } = workflowOf(files, 'deploy')
  const deploying = Object.values(jobs).find((job) => commandsOf(job).includes('azd deploy --no-prompt'))
  const before = commandsOf(jobs[deploying?.needs ?? ''])
  const runs = (all: readonly string[], start: string) => all.some((command) => command.startsWith(start))
  return [
    ...unless('pull_request' in check.on, 'pull requests are not checked'),
    ...unless(!('pull_request' in on) && !('push' in on), 'something deploys that nobody asked to'),
    ...['.ci/run', `az bicep build --file ${main}`, 'npm audit', 'npm sbom']
      .filter((command) => !runs(checked, command))
      .map((command) => `a change lands without ${command}`),
    ...['npm ci', 'npm test', 'npm audit']
      .filter((command) => !runs(before, command))
      .map((command) => `something is deployed without ${command}`),
    ...unless(runs(commandsOf(deploying), 'npm sbom'), 'nobody knows what was deployed'),
    ...unless(deploying?.permissions?.['id-token'] === 'write', 'GitHub cannot prove who it is'),
    ...unless(
      !/secrets\.AZURE|client-secret|creds:/.test(textOf(files, '.github/workflows/deploy.yml')),
      'a password of Azure is stored',
    ),
  ]
}

export const workflowChecks = { leastRights, checkedFirst }
