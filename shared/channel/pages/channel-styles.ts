// The part of the stylesheet that differs by channel: its accent colour.

import { type Accents, accentsOf } from '../../domain/colour.ts'

const declared = (colours: Accents | Readonly<Record<string, string>>): string =>
  `:root {${Object.entries(colours)
    .map(([name, colour]) => ` --${name}: ${colour};`)
    .join('')} }\n`

/**
 * CSS that stands after the common stylesheet.
 * @param colour as `#rrggbb`, which the settings were checked for; absent = the common one
 */
export const channelStyles = (colour: string | undefined): string => {
  if (colour === undefined) return ''
  const { day, night, fills } = accentsOf(colour)
  return `${declared({ ...day, ...fills })}@media screen and (prefers-color-scheme: dark) {\n${declared(night)}}\n`
}
