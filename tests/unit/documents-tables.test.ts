// The tables in the pages say what the app's own tables say, row by row.

import { describe, expect, it } from 'vitest'
import { problems } from '../../functions/problems.ts'
import { settings } from '../../functions/settings.ts'
import { routeRows } from '../../infra/generate/reference-pages.ts'
import type { CustomerType } from '../../shared/domain/customer-fields.ts'
import { fieldLabels } from '../../shared/languages/staff/en/fields.ts'
import type { Setting } from '../../shared/platform/configuration.ts'
import { customerTables, fieldMap } from '../../shared/sales/field-map.ts'
import { pageAt } from './documents-text.ts'

const linesOf = (path: string): string[] => pageAt(path).text.split('\n')

describe('the pages', () => {
  it.each(settings.map((setting: Setting) => [setting.name, setting]))(
    'describes the setting %s as the app does',
    (_, setting) => {
      const shown =
        setting.default === undefined ? 'must be given' : setting.default === '' ? 'empty' : `\`${setting.default}\``
      expect(linesOf('docs/operate.md')).toContain(
        `| \`${setting.name}\`${setting.secret ? ' (secret)' : ''} | ${shown} | ${setting.about} |`,
      )
    },
  )

  it.each(Object.entries(problems))('lists the error code %s', (code, [status, title]) => {
    expect(linesOf('docs/integrate.md')).toContain(`| \`${code}\` | ${status} | ${title} |`)
  })

  it('lists every route as the app registers it, and no other', () => {
    const listed = linesOf('docs/how-it-works.md').filter((line) => /^\| `(GET|POST)[^|]*\//.test(line))
    expect(listed).toEqual(routeRows)
  })

  it('shows the field map as it is', () => {
    const lines = (Object.keys(fieldMap) as CustomerType[]).flatMap((type) =>
      fieldMap[type].map(({ path, column, mayBeCut }) => {
        const label = fieldLabels.customerLabel(type, path)
        return `| ${type} | ${label} | \`${customerTables[type].table}.${column}\` | ${mayBeCut ? 'cut' : 'not written'} |`
      }),
    )
    const shown = linesOf('docs/connect-sales.md').filter((line) => /^\| (Organization|Person) \|/.test(line))
    expect(shown).toEqual(lines)
  })
})
