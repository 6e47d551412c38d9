// Answers with a file of everything that is kept of somebody.

import { json, type WebAnswer } from '../../shared/platform/http.ts'

/** @param number of what it is about, which names the file */
export const exportAnswer = (kept: object, number: unknown): WebAnswer =>
  json(200, kept, {
    'content-disposition': `attachment; filename="${String(number).replaceAll(/[^\w-]/g, '')}.json"`,
    'cache-control': 'no-store',
  })
