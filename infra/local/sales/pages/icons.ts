// The few icons of the command bar and the site map, drawn inline because the content security policy loads no images.
import { type Html, html } from '../../../../shared/platform/html.ts'

const shapes = {
  lead: 'M10 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 17c0-3.3 2.7-6 6-6s6 2.7 6 6',
  opportunity: 'M3 4h14l-5 6v6l-4-2v-4z',
  account: 'M4 17V4h8v13M12 8h4v9M6.500 7h3M6.500 10h3M6.500 13h3M2 17h16',
  contact:
    'M3 4h14v12H3zM7.500 8a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3M5 14c0-1.500 1.100-2 2.500-2s2.500.5 2.500 2M12 8h3M12 11h3',
  save: 'M4 4h10l2 2v10H4zM7 4v4h6V4M7 16v-5h6v5',
  qualify: 'M4 10.500l4 4 8-9',
  disqualify: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM5 5l10 10',
  merge: 'M5 4l5 6v6M15 4l-5 6M7 13l3 3 3-3',
  reactivate: 'M4 10a6 6 0 1 1 2 4.500M4 16v-4h4',
  remove: 'M4 6h12M8 6V4h4v2M6 6l.7 11h6.600L14 6M8.500 9v5M11.500 9v5',
  won: 'M6 3h8v5a4 4 0 0 1-8 0zM6 5H3c0 3 1 4 3 4M14 5h3c0 3-1 4-3 4M10 12v3M7 17h6',
  lost: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7 7l6 6M13 7l-6 6',
  add: 'M10 4v12M4 10h12',
  back: 'M12 4l-6 6 6 6',
  note: 'M5 3h8l3 3v11H5zM8 9h5M8 12h5',
} as const

/** The name of an icon. */
export type Icon = keyof typeof shapes

/** An icon as inline SVG; always beside a text, therefore hidden from screen readers. */
export const icon = (name: Icon): Html =>
  html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="${shapes[name]}"/></svg>`
