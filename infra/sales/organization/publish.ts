// Makes what was changed in the definition of a table visible.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/publishxml

import type { Dataverse } from '../../../shared/sales/dataverse.ts'

/** @param table logical name */
export const publishTable = (call: Dataverse, table: string): Promise<unknown> =>
  call({
    method: 'POST',
    path: 'PublishXml',
    body: { ParameterXml: `<importexportxml><entities><entity>${table}</entity></entities></importexportxml>` },
  })
