// The one stylesheet of all pages. It is served as it stands; no page carries a style of its own.

import { baseStyles } from './styles/base-styles.ts'
import { deskStyles } from './styles/desk-styles.ts'
import { siteStyles } from './styles/site-styles.ts'

/** CSS to be answered as `text/css; charset=utf-8`. It asks for nothing from elsewhere. */
export const styles = `${baseStyles}${siteStyles}${deskStyles}`
