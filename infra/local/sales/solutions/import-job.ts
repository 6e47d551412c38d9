// What became of an import: one row, which stays whatever came of it, with a report that says what failed.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/importjob
import { textXml, xml, xmlDocument } from '../../build/xml.ts'
import { SalesError } from '../base/errors.ts'
import { type Org, type Session, stamp } from '../organization/session.ts'
import type { Manifest } from './read-package.ts'

type Outcome = { readonly manifest?: Manifest; readonly error?: SalesError; readonly ignored?: ReadonlySet<number> }

const reportOf = ({ manifest, error, ignored = new Set() }: Outcome): string => {
  const languages = [...ignored].toSorted((a, b) => a - b).join(', ')
  const result = error
    ? { result: 'failure', errorcode: error.code, errortext: error.message }
    : ignored.size > 0
      ? {
          result: 'warning',
          errorcode: '0x80048026',
          errortext: `Translated labels for the following languages could not be imported because they have not been enabled for this organization: ${languages}`,
        }
      : { result: 'success', errorcode: '0', errortext: '' }
  return xmlDocument(
    xml('importexportxml', { progress: error ? '0.00' : '100.00', processed: 'true', succeeded: `${!error}` }, [
      xml('solutionManifests', {}, [
        xml('solutionManifest', { id: manifest?.name ?? '', processed: `${!error}` }, [
          ...(manifest ? [textXml('UniqueName', manifest.name), textXml('Version', manifest.version)] : []),
          xml('result', result),
        ]),
      ]),
    ]),
  )
}

/** Writes the row of an import. */
export const keepJob = ({ org, user }: Session, id: string, outcome: Outcome): void => {
  const moment = stamp(org)
  const self = { table: 'systemuser', id: user.id }
  org.store.put('importjob', id, {
    importjobid: id,
    name: 'Customizations',
    solutionname: outcome.manifest?.name ?? null,
    data: reportOf(outcome),
    progress: outcome.error ? 0 : 100,
    startedon: moment,
    completedon: moment,
    createdon: moment,
    modifiedon: moment,
    createdby: self,
    modifiedby: self,
  })
}

/** @throws SalesError 400 0x80071151 while the organization works on another import */
export const needIdle = (org: Org): void => {
  const since = org.now().getTime() - (org.traits.importMs ?? 0)
  const isBusy = [...org.store.rows('importjob')].some(
    ({ values }) => values['progress'] === 100 && Date.parse(String(values['startedon'])) > since,
  )
  if (isBusy)
    throw new SalesError(
      400,
      '0x80071151',
      'Cannot start another import because there is a previous one running at this moment.',
    )
}
