// Lets tests import a stylesheet as text, as the build does: vite would take it for a style of the page under test.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vitest/config'

// Without the ending, so that nothing else takes the module for a stylesheet.
const mark = '\0text:'

export const cssAsText: Plugin = {
  name: 'css-as-text',
  enforce: 'pre',
  resolveId: (path, importer) =>
    path.endsWith('.css') && importer ? `${mark}${resolve(importer, '..', path).slice(0, -'.css'.length)}` : undefined,
  load: (id) =>
    id.startsWith(mark)
      ? `export default ${JSON.stringify(readFileSync(`${id.slice(mark.length)}.css`, 'utf8'))}`
      : undefined,
}
