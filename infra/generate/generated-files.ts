// Every file that is written from the tables of the app, and its text. The same tables give the same bytes.

import { addressTable } from './address-table.ts'
import { azureParameters, azureQueues, azureSettings, workflowVariables } from './azure-files.ts'
import { emulatorConfig } from './emulator-config.ts'
import { accountTable, mailTable, siteTable } from './language-tables.ts'
import { errorsPage, failuresPage, fieldsPage, flagsPage, routesPage, settingsPage } from './reference-pages.ts'
import { staffTable } from './staff-table.ts'

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/**
 * The generated files by path.
 * @param read the present text of a file of the project; what is written by hand in it stays
 */
export const generatedFiles = (read: (path: string) => string): Readonly<Record<string, string>> => {
  const parameters = 'infra/azure/main.parameters.json'
  const workflow = '.github/workflows/deploy.yml'
  const parametersText = json(azureParameters(JSON.parse(read(parameters))))
  return {
    'shared/domain/addresses.ts': addressTable(),
    'shared/headquarters/staff-addresses.ts': staffTable(),
    'shared/languages/site-by-language.ts': siteTable(),
    'shared/languages/mails-by-language.ts': mailTable(),
    'shared/languages/account-by-language.ts': accountTable(),
    'infra/azure/app-settings.json': json(azureSettings()),
    [parameters]: parametersText,
    [workflow]: workflowVariables(read(workflow), parametersText),
    'infra/azure/queues.json': json(azureQueues()),
    'infra/local/service-bus-emulator/config.json': json(emulatorConfig()),
    'docs/reference/routes.md': routesPage(),
    'docs/reference/settings.md': settingsPage(),
    'docs/reference/errors.md': errorsPage(),
    'docs/reference/fields.md': fieldsPage(),
    'docs/reference/flags.md': flagsPage(),
    'docs/reference/failures.md': failuresPage(),
  }
}
