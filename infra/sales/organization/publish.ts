// Makes what was changed in the definitions of tables visible.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/publishxml

import type { Dataverse } from '../../../shared/sales/dataverse.ts'

/** @param tables logical names */
export const publishTables = (call: Dataverse, ...tables: readonly string[]): Promise<unknown> =>
  call({
    method: 'POST',
    path: 'PublishXml',
    body: {
      ParameterXml: `<importexportxml><entities>${tables.map((table) => `<entity>${table}</entity>`).join('')}</entities></importexportxml>`,
    },
  })
