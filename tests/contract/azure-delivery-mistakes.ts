// Mistakes planted one at a time into how the app gets to Azure; the named check must notice each.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how workflows spell what they fill in.

import { type FileMistake, inFile } from './azure-files.ts'

const deploy = inFile('.github/workflows/deploy.yml')
const check = inFile('.github/workflows/ci.yml')
const azd = inFile('azure.yaml')
const host = inFile('host.json')
const parameters = inFile('infra/azure/main.parameters.json')
const emulator = inFile('infra/local/service-bus-emulator/config.json')

export const deliveryMistakes: readonly FileMistake[] = [
  azd('developerCli', 'a service without an app', '  app:\n', '  api:\n'),
  azd('developerCli', 'the sources instead of the package', '    dist: dist/package\n', ''),
  azd('developerCli', 'a script that does not exist', 'fill-vault.sh', 'fill-safe.sh'),
  deploy('checkedFirst', 'untested code', '      - run: npm test\n', ''),
  deploy('checkedFirst', 'packages nobody signed', '      - run: npm audit signatures\n', ''),
  deploy('checkedFirst', 'a deployment of every change', '  workflow_dispatch:\n', '  push:\n  workflow_dispatch:\n'),
  check('checkedFirst', 'a template nobody compiles', 'npm run azure:check', 'npm run azure'),
  deploy('pinnedActions', 'an action that may change', /checkout@[0-9a-f]{40} # v[\d.]+/, 'checkout@v6'),
  deploy('pinnedActions', 'a commit of which nobody knows the version', / # v6\.0\.2/, ''),
  check('pinnedActions', 'an action of a stranger', 'actions/setup-node', 'somebody/setup-node'),
  deploy('leastRights', 'tests that may deploy', 'contents: read\n    outputs:', 'id-token: write\n    outputs:'),
  deploy(
    'leastRights',
    'a script put together from outside',
    'azd provision --preview',
    'azd provision ${{ inputs.environment }}',
  ),
  deploy('leastRights', 'a job without an end', '    timeout-minutes: 45\n', ''),
  check('leastRights', 'rights to change the repository', 'contents: read', 'contents: write'),
  check('leastRights', 'rights for jobs to come', 'permissions: {}\n', 'permissions:\n  contents: read\n'),
  check('leastRights', 'a token left lying about', 'persist-credentials: false', 'fetch-depth: 0'),
  check('leastRights', 'code of strangers with our rights', '  pull_request:\n', '  pull_request_target:\n'),
  deploy('sameFile', 'a build that nobody waits for', '    needs: build\n', ''),
  deploy(
    'sameFile',
    'a build with rights',
    '      - run: azd provision --preview --no-prompt\n',
    '      - run: npm ci\n',
  ),
  deploy('sameFile', 'another package', 'dist/package.zip --no-prompt', 'dist/other.zip --no-prompt'),
  deploy('sameFile', 'a digest that nobody compares', 'sha256sum --check --strict', 'cat'),
  deploy('sameFile', 'a digest of its own', '${{ needs.build.outputs.sha256 }}', '${{ vars.SHA256 }}'),
  deploy('sameFile', 'any branch', "    if: github.ref == 'refs/heads/main'\n", ''),
  deploy('sameFile', 'no proof of identity', '      id-token: write\n', ''),
  deploy('sameFile', 'what another run left behind', 'package-manager-cache: false', 'cache: npm'),
  deploy('namedVariables', 'a variable left out', / {6}DATAVERSE_URL: .*\n/, ''),
  deploy('namedVariables', 'a variable of another name', '${{ vars.MAIL_FROM }}', '${{ vars.MAIL_TO }}'),
  deploy(
    'namedVariables',
    'a password of Azure',
    '${{ vars.AZURE_CLIENT_ID }}\n          tenant',
    '${{ secrets.AZURE_ID }}\n          tenant',
  ),
  deploy(
    'namedVariables',
    'secrets for every step',
    'AZURE_PRINCIPAL_TYPE: ServicePrincipal',
    'AZURE_PRINCIPAL_TYPE: ${{ toJSON(secrets) }}',
  ),
  inFile('.github/dependabot.yml')('updatesProposed', 'a version of today', / {4}cooldown:\n {6}default-days: 7\n/, ''),
  parameters('parametersFile', 'a required parameter left out', '"mailFrom"', '"mailTo"'),
  parameters(
    'parametersFile',
    'a value that stands in the repository',
    '"${DATAVERSE_URL}"',
    '"https://contoso.crm.dynamics.com"',
  ),
  inFile('infra/azure/fill-vault.sh')('vaultFilled', 'a secret nobody writes', 'ask SENDGRID-API-KEY', 'ask SENDGRID'),
  inFile('infra/azure/headquarters-roles.json')(
    'rolesOfStaff',
    'a role the app does not know',
    'Headquarters.Admin',
    'Headquarters.Boss',
  ),
  inFile('docs/deploy.md')(
    'deployerLimited',
    'a role that makes owners',
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  ),
  inFile('infra/azure/deployer-role.json')(
    'deployerLimited',
    'rights on everything',
    'Microsoft.Resources/deployments/read',
    '*',
  ),
  emulator('emulatorMatches', 'another lock', '"LockDuration": "PT1M"', '"LockDuration": "PT5M"'),
  emulator('emulatorMatches', 'a queue left out', '"Name": "mail"', '"Name": "mails"'),
  inFile('infra/local/service-bus-emulator/docker-compose.yml')(
    'emulatorMatches',
    'a password in the repository',
    '${MSSQL_SA_PASSWORD:?choose one}',
    'Passw0rd',
  ),
  host('hostFile', 'a log with holes', 'Exception;Trace', 'Exception'),
  host('hostFile', 'another version', '"version": "2.0"', '"version": "3.0"'),
  host('hostFile', 'messages fetched ahead', '"prefetchCount": 0', '"prefetchCount": 10'),
  inFile('.funcignore')('leftOut', 'tests that are deployed', '/tests\n', ''),
  inFile('.funcignore')('leftOut', 'an app without its files', '*.map\n', '*.map\n*.cjs\n'),
]
