// Answers with a file for a spreadsheet, where a page is asked for as one.

import { listLimits } from '../../shared/headquarters/list-query.ts'
import type { WebAnswer } from '../../shared/platform/http.ts'
import type { Visit } from '../visit.ts'

/** Whether the page is asked for as a file (`format=csv`). */
export const isFile = ({ request }: Pick<Visit, 'request'>): boolean => request.query.get('format') === 'csv'

/** What is asked of a list for a file: as many lines as one page may have, from there on. */
export const asFile = <Query extends object>(query: Query): Query => ({ ...query, pageSize: listLimits.largestPage })

export const csvAnswer = (name: string, text: string): WebAnswer => ({
  status: 200,
  headers: {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  },
  body: text,
})
