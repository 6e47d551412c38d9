// What stands in a table of the app stands in docs/reference, row by row, and on no other page once more.

import { describe, expect, it } from 'vitest'
import { aboutSetting } from '../../functions/described-settings.ts'
import { problems } from '../../functions/problems.ts'
import { type SettingName, settings } from '../../functions/settings.ts'
import { routeRows } from '../../infra/generate/reference-pages.ts'
import type { CustomerType } from '../../shared/domain/customer-fields.ts'
import { failureCodes } from '../../shared/domain/failures.ts'
import { flagCodes } from '../../shared/domain/flags.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { failureText } from '../../shared/languages/staff/en/failures.ts'
import { flagWords } from '../../shared/languages/staff/en/flags.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import { fieldMap } from '../../shared/sales/field-map.ts'
import { type Page, pageAt, pageOf, pages, targetOf } from './documents-text.ts'

const linesOf = (path: string): string[] => pageAt(path).text.split('\n')
const isReference = ({ path }: Page): boolean => path.startsWith('docs/reference/')
const rowsOf = ({ prose }: Page): string[] => prose.split('\n').filter((line) => /^\| (?!-)/.test(line))
const cellsOf = (row: string): string[] => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''))

describe('the reference', () => {
  it.each(settings.map((setting: Setting<SettingName>) => [setting.name, setting]))(
    'describes the setting %s as the app does',
    (_, setting) => {
      const shown =
        setting.default === undefined ? 'must be given' : setting.default === '' ? 'empty' : `\`${setting.default}\``
      expect(linesOf('docs/reference/settings.md')).toContain(
        `| \`${setting.name}\`${setting.secret ? ' (secret)' : ''} | ${shown} | ${aboutSetting(setting.name)} |`,
      )
    },
  )

  it.each(Object.entries(problems))('lists the error code %s', (code, [status, title]) => {
    expect(linesOf('docs/reference/errors.md')).toContain(`| \`${code}\` | ${status} | ${title} |`)
  })

  it('lists every route as the app registers it, and no other', () => {
    const listed = linesOf('docs/reference/routes.md').filter((line) =>
      /^\| `(GET|POST|PATCH|DELETE)[^|]*\//.test(line),
    )
    expect(listed).toEqual(routeRows)
  })

  it.each(flagCodes)('says what to do about the flag %s', (code) => {
    const { name, sentence, whatToDo } = flagWords[code]
    expect(linesOf('docs/reference/flags.md')).toContain(`| \`${code}\` | ${name} | ${sentence} | ${whatToDo} |`)
  })

  it.each(failureCodes)('says what the failure %s means', (code) => {
    expect(linesOf('docs/reference/failures.md')).toContain(`| \`${code}\` | ${failureText(code)} |`)
  })

  it('shows every field, and the field map as it is', () => {
    const rows = rowsOf(pageAt('docs/reference/fields.md')).map(cellsOf)
    const shown = rows.map(([path = '', , , , column = '', short = '']) => [path, column, short].join(' '))
    const mapped = (Object.keys(fieldMap) as CustomerType[]).flatMap((type) =>
      fieldMap[type].map(
        ({ path, column, mayBeCut }) => `\`${path}\` \`${column}\` ${mayBeCut ? 'cut' : 'not written'}`,
      ),
    )
    expect(mapped.filter((row) => !shown.includes(row))).toEqual([])
    const members = rows.map(([path]) => path)
    expect(onboardingFields.filter(({ path }) => !members.includes(`\`${path}\``))).toEqual([])
  })
})

describe('what the reference carries', () => {
  const told = pages.filter(isReference).flatMap(rowsOf).flatMap(cellsOf)
  const sentences = told.filter((cell) => cell.endsWith('.'))
  const columns = (Object.keys(fieldMap) as CustomerType[]).flatMap((type) =>
    fieldMap[type].map(({ column }) => column),
  )
  /** Rows of a table that say again what a reference page says, or list columns of Sales. */
  const copies = (page: Page): string[] =>
    rowsOf(page).filter((row) => {
      const cells = cellsOf(row)
      return cells.some((cell) => sentences.includes(cell) || columns.includes(cell.replace(/^`(\w+\.)?|`$/g, '')))
    })

  it.each(pages.filter((page) => !isReference(page)).map((page) => [page.path, page] as const))(
    'is not kept by hand in %s',
    (_, page) => {
      expect(copies(page)).toEqual([])
    },
  )

  it('would be caught where it was', () => {
    const planted = [
      '| `SITE_NAME` | Name of the B2B site on pages and in mails. |',
      '| Organization | E-mail | `account.emailaddress1` |',
      '| `SITE_NAME` | what the form looks like |',
    ]
    expect(sentences.length).toBeGreaterThan(60)
    expect(copies(pageOf('docs/planted.md', planted.join('\n')))).toEqual(planted.slice(0, 2))
  })

  it.each([
    ['README.md', 'settings'],
    ['README.md', 'errors'],
    ['README.md', 'routes'],
    ['README.md', 'fields'],
    ['docs/operate.md', 'settings'],
    ['docs/operate.md', 'flags'],
    ['docs/operate.md', 'failures'],
    ['docs/deploy.md', 'settings'],
    ['docs/integrate.md', 'errors'],
    ['docs/integrate.md', 'fields'],
    ['docs/integrate.md', 'routes'],
    ['docs/how-it-works.md', 'routes'],
    ['docs/connect-sales.md', 'fields'],
  ])('%s leads to the %s', (path, name) => {
    const page = pageAt(path)
    expect(page.links.map((link) => targetOf(page, link)?.path)).toContain(`docs/reference/${name}.md`)
  })
})
