// What the form of a hierarchy says.

import { after } from '../wording.ts'

export const editHierarchy = {
  title: (number: string) => `Edit ${number}`,
  name: 'Name',
  follows: 'Called as its organization is (the name follows each change of it)',
  ownName: 'It has a name of its own',
  channels: 'Sites',
  channelsAbout:
    'On the sites that are ticked its users may sign in; with none ticked, on all. A site that is taken away is told that they are removed.',
  all: 'all sites',
  gone: '(no channel any more)',
  maxUsers: 'Users at most',
  maxUsersAbout: (usual: number) =>
    `Pending, active and disabled ones count; nobody who is there already is taken away. Empty: as for every partner (${usual === 0 ? 'no limit' : usual}). 0: no limit.`,
  maxUsersFormat: 'Type a whole number of up to six digits, or nothing.',
  now: after('Now: '),
  none: 'empty',
  save: 'Save',
  cancel: 'Cancel',
  changedMeanwhile:
    'Somebody else changed this partner meanwhile. Nothing of yours is stored yet: compare, then save again.',
}
