// What the form of a customer says.

import { after, inWords } from '../wording.ts'

export const editCustomer = {
  title: after('Edit '),
  failed: (title: string) => `Error: ${title}`,
  /** Own are the labels of the fields that Sales has no column for. */
  intro: (type: string, own: readonly string[]) => {
    const except = inWords(own.map((label) => label.toLowerCase()))
    return `Customer of type ${type}. What you change is written to Sales too${
      except === '' ? '' : `, except ${except}, which headquarters keeps to itself`
    }.`
  },
  general: 'General',
  address: 'Address',
  trade: 'Terms of trade',
  /** What the field says by now, when somebody else changed it meanwhile. */
  now: after('Now: '),
  empty: 'empty',
  save: 'Save',
  cancel: 'Cancel',
  changedMeanwhile:
    'Somebody else changed this customer meanwhile. Nothing of yours is stored yet: compare, then save again.',
  refused: 'Nothing was stored. Some fields cannot be taken as they are.',
}
