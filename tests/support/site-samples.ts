// Sites and channels for tests, read as the app reads its settings.

import type { Site } from '../../shared/channel/site.ts'
import { type Channel, type ChannelDefaults, readChannels } from '../../shared/domain/channels.ts'

export const channelDefaults: ChannelDefaults = {
  title: 'Site',
  defaultLanguage: 'en',
  signInUrl: '',
  senderEmail: 'partners@site.example',
}

/** The channels of a setting; the test fails where it is wrong. */
export const channelsFrom = (
  given: readonly Readonly<Record<string, unknown>>[],
  defaults: Partial<ChannelDefaults> = {},
): [Channel, ...Channel[]] => {
  const { channels, problems } = readChannels(JSON.stringify(given), { ...channelDefaults, ...defaults })
  const [first, ...others] = channels
  if (!first) throw new Error(problems.join('\n'))
  return [first, ...others]
}

export const aSite = (
  given: readonly Readonly<Record<string, unknown>>[] = [{ name: 'default' }],
  defaults: Partial<ChannelDefaults> = {},
): Site => ({ publicUrl: 'https://partners.example', channels: channelsFrom(given, defaults) })
