// What follows a write: the next page, or the same page again with the reason why it was refused.
import { missingField, type Section, saveChanges } from './record-form.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Visit } from './route.ts'
import type { Row, Sales, Written } from './sales-client.ts'

type Again = (message: string, status: number) => Promise<Reply | undefined>

/** After a write: on success to `location`, on refusal the page again with the service's message and its status. */
export const afterWrite = async (written: Written, location: string, again: Again): Promise<Reply | undefined> =>
  written.ok ? seeOther(location) : again(written.message, written.status)

/** A record whose form was posted. */
type Posted = {
  /** Where the record is written, and where its page is. */
  readonly path: string
  readonly here: string
  readonly sections: readonly Section[]
  /** The record as it is, and what is wanted of its columns. */
  readonly row: Row
  readonly wanted: Row
  /** What is wrong with it, besides required fields left empty. */
  readonly mistake?: string | undefined
}

/** Saves what was typed into the form of a record; `again` shows the page with the reason why it could not be. */
export const saveRecord = async (visit: Visit, posted: Posted, again: Again): Promise<Reply | undefined> => {
  const { path, here, sections, row, wanted } = posted
  const mistake = missingField(sections, { ...row, ...wanted }) ?? posted.mistake
  if (mistake !== undefined) return again(mistake, 400)
  const written = await saveChanges(visit.sales, path, row, wanted, visit.form.get('etag'))
  if (!written) return seeOther(`${here}?done=unchanged`)
  return afterWrite(written, `${here}?done=saved`, again)
}

/** Changes the state of a record by writing statecode and statuscode together, as the platform's SetState does. */
export const setState = (sales: Sales, path: string, statecode: number, statuscode: number): Promise<Written> =>
  sales.write('PATCH', path, { statecode, statuscode }, { 'if-match': '*' })
