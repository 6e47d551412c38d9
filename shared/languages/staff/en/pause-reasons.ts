// Why the bridge does not run, in English.

import { createPauseText } from '../pause-words.ts'

export const pauseText = createPauseText({
  'too-many-errors': ({ errors, minutes }) => `${errors} errors within ${minutes} minutes`,
  'sales-silent': () => 'Sales is out of reach.',
})
