// Mistakes planted one at a time into how the app gets to Azure; the named check must notice each.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how workflows spell what they fill in.

import { inFile, type Mistake } from './azure-mistakes.ts'

const deploy = inFile('.github/workflows/deploy.yml')
const check = inFile('.github/workflows/ci.yml')
const azd = inFile('azure.yaml')
const host = inFile('host.json')

export const deliveryMistakes: readonly Mistake[] = [
  azd('developerCli', 'a service without an app', '  app:\n', '  api:\n'),
  azd('developerCli', 'the sources instead of the package', '    dist: dist/package\n', ''),
  azd('developerCli', 'a script that does not exist', 'fill-vault.sh', 'fill-safe.sh'),
  deploy('checkedFirst', 'a password in GitHub', '${{ vars.AZURE_CLIENT_ID }}', '${{ secrets.AZURE_CLIENT_ID }}'),
  deploy('checkedFirst', 'no proof of identity', '      id-token: write\n', ''),
  deploy('checkedFirst', 'untested code', '      - run: npm test\n', ''),
  deploy('checkedFirst', 'tests that nobody waits for', '    needs: test\n', ''),
  deploy('checkedFirst', 'a deployment of every change', '  workflow_dispatch:\n', '  push:\n  workflow_dispatch:\n'),
  deploy('leastRights', 'tests that may deploy', 'contents: read\n    steps:', 'id-token: write\n    steps:'),
  deploy(
    'leastRights',
    'a script put together from outside',
    'azd deploy --no-prompt',
    'azd deploy ${{ inputs.environment }}',
  ),
  deploy('leastRights', 'a job without an end', '    timeout-minutes: 45\n', ''),
  check('leastRights', 'rights to change the repository', 'contents: read', 'contents: write'),
  check('leastRights', 'all rights there are', 'permissions:\n  contents: read\n', ''),
  check('leastRights', 'an action that may change', 'actions/checkout@v6', 'actions/checkout@main'),
  check('leastRights', 'an action of a stranger', 'actions/checkout@v6', 'somebody/checkout@v6'),
  check('leastRights', 'a token left lying about', 'persist-credentials: false', 'fetch-depth: 0'),
  check('leastRights', 'code of strangers with our rights', '  pull_request:\n', '  pull_request_target:\n'),
  check('checkedFirst', 'a template nobody compiles', 'az bicep build', 'az bicep version'),
  host('hostFile', 'a log with holes', 'Request;Exception;Trace', 'Request;Exception'),
  host('hostFile', 'another version', '"version": "2.0"', '"version": "3.0"'),
  host('hostFile', 'messages fetched ahead', '"prefetchCount": 0', '"prefetchCount": 10'),
  inFile('.funcignore')('leftOut', 'tests that are deployed', '/tests\n', ''),
  inFile('.funcignore')('leftOut', 'an app without its files', '*.map\n', '*.map\n*.cjs\n'),
]
