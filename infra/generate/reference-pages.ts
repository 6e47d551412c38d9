// The pages of docs/reference: what can be called, set, answered and filled in, and what staff are shown.

import { type DescribedRoute, describedRoutes } from '../../functions/described-routes.ts'
import { aboutSetting } from '../../functions/described-settings.ts'
import { problems } from '../../functions/problems.ts'
import { pathOf, type Route, refusalsOf, successesOf } from '../../functions/route.ts'
import { type SettingName, settings } from '../../functions/settings.ts'
import { customerFields } from '../../shared/domain/customer-fields.ts'
import { flagCodes } from '../../shared/domain/flags.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { failureWords } from '../../shared/languages/staff/en/failures.ts'
import { flagWords } from '../../shared/languages/staff/en/flags.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import { fieldMap } from '../../shared/sales/field-map.ts'

const written = 'Written by `npm run generate`; change the table it comes from.'

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(rowOf).join('\n')

const pageOf = (title: string, ...parts: readonly string[]): string =>
  `${[`# ${title}`, written, ...parts].join('\n\n')}\n`

const callers: Partial<Record<Route['caller'], string>> = {
  applicant: 'secret token',
  Dataverse: 'Dataverse, by its key',
  SendGrid: 'SendGrid, by its signature',
}

/** Statuses of all answers but 500 and 503, which any route can give. */
const statusesOf = (route: DescribedRoute): number[] => {
  const statuses = [...successesOf(route), ...refusalsOf(route).map((code) => problems[code][0])]
  return [...new Set(statuses)].filter((status) => status < 500).sort((a, b) => a - b)
}

const takenBy = ({ body, limited }: Route): string =>
  body ? `${body.as}, ${body.limit / 1024} KB${limited ? ', limited' : ''}` : ''

const routeCells = (route: DescribedRoute): string[] => [
  `\`${route.methods.join(', ')} ${pathOf(route)}\``,
  callers[route.caller] ?? route.caller.replace('Headquarters.', ''),
  takenBy(route),
  statusesOf(route).join(' '),
  route.about,
]

/** One row per route, in the order of the table. */
export const routeRows: readonly string[] = Object.values(describedRoutes).map((route) => rowOf(routeCells(route)))

export const routesPage = (): string =>
  pageOf(
    'Addresses',
    'Every address can also answer 500 and 503. *Limited*: the limits of requests per address, per network and in all apply.',
    table(
      ['Address', 'Who may call', 'Takes', 'Answers', 'What it is'],
      Object.values(describedRoutes).map(routeCells),
    ),
  )

const defaultOf = ({ default: standard }: Setting): string =>
  standard === undefined ? 'must be given' : standard === '' ? 'empty' : `\`${standard}\``

export const settingsPage = (): string =>
  pageOf(
    'Settings',
    'App settings of the function app, all text. Secrets are kept in the vault.',
    table(
      ['Setting', 'Default', 'What it is'],
      settings.map((setting: Setting<SettingName>) => [
        `\`${setting.name}\`${setting.secret ? ' (secret)' : ''}`,
        defaultOf(setting),
        aboutSetting(setting.name),
      ]),
    ),
  )

export const errorsPage = (): string =>
  pageOf(
    'Errors',
    'Errors are `application/problem+json` with one of these values as `code`.',
    table(
      ['Code', 'Status', 'Title'],
      Object.entries(problems).map(([code, [status, title]]) => [`\`${code}\``, String(status), title]),
    ),
  )

/** What the page needs to know of a field. */
type Described = {
  readonly path: string
  readonly kind: string
  readonly maxLength: number
  readonly required?: boolean
  readonly column?: string
}

const neverCut = new Set(
  [...fieldMap.Organization, ...fieldMap.Person].filter(({ mayBeCut }) => !mayBeCut).map(({ column }) => column),
)

const whenTooLong = (column: string | undefined): string => {
  if (column === undefined) return ''
  return neverCut.has(column) ? 'not written' : 'cut'
}

const fieldTable = (fields: readonly Described[]): string =>
  table(
    ['Member', 'Kind', 'Longest', 'Required', 'Column in Sales', 'Where that is shorter'],
    fields.map(({ path, kind, maxLength, required, column }) => [
      `\`${path}\``,
      kind,
      String(maxLength),
      required ? 'yes' : '',
      column ? `\`${column}\`` : '',
      whenTooLong(column),
    ]),
  )

export const fieldsPage = (): string =>
  pageOf(
    'Fields',
    'Lengths are in UTF-16 code units.',
    '## The onboarding request, and the lead made of it',
    fieldTable(onboardingFields),
    ...Object.entries<readonly Described[]>(customerFields).flatMap(([type, fields]) => [
      `## Customers of type ${type}`,
      fieldTable(fields),
    ]),
    `With \`SALES_CREDIT_COLUMNS=dual-write\`: ${customerFields.Organization.flatMap(({ path, dualWriteColumn }) =>
      dualWriteColumn === undefined ? [] : [`\`${path}\` in \`${dualWriteColumn}\``],
    ).join(', ')}.`,
  )

export const flagsPage = (): string =>
  pageOf(
    'Flags',
    'A flag says that a person should look at a prospect. It goes by itself when its cause is gone.',
    table(
      ['Flag', 'Name', 'What it says', 'What to do'],
      flagCodes.map((code) => {
        const { name, sentence, whatToDo } = flagWords[code]
        return [`\`${code}\``, name, sentence, whatToDo]
      }),
    ),
  )

export const failuresPage = (): string => {
  const { own, ofSales, families } = failureWords
  const forms = { sales: '`sales-…`', http: '`http-…`', network: 'capital letters' } as const
  const others = (Object.keys(forms) as (keyof typeof forms)[]).map((family) => [forms[family], families[family]])
  return pageOf(
    'Failures',
    'Why a catch-up error could not be done, by its code.',
    table(
      ['Code', 'What it says'],
      [...Object.entries({ ...own, ...ofSales }).map(([code, text]) => [`\`${code}\``, text]), ...others],
    ),
  )
}
