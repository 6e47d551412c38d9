// GET /assets/site.css: the stylesheet of all pages; with ?channel=… in the colour of a channel.

import { channelStyles } from '../../shared/channel/pages/channel-styles.ts'
import type { Site } from '../../shared/channel/site.ts'
import { stylesheet } from '../../shared/platform/http.ts'
import { styles } from '../../shared/platform/stylesheet.ts'
import type { Handler } from '../visit.ts'

export const siteStylesheet: Handler<{ readonly site: Site }> = ({ request }, { site }) => {
  // Without a name there is no colour: headquarters and channels without one of their own have the common one.
  const channel = site.channels.find(({ name }) => name === request.query.get('channel'))
  return stylesheet(styles + channelStyles(channel?.colour))
}
