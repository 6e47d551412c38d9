// npm run azure:check: compiles and lints the template with the genuine compiler; every warning is an error.

import { join, relative } from 'node:path'
import { openCompiler } from './compiler.ts'
import { findCompiler } from './find-compiler.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const { compiler, reasons } = findCompiler()

if (compiler) {
  const open = openCompiler(compiler.path)
  try {
    const { contents, diagnostics } = await open.compile(join(root, 'infra', 'azure', 'main.bicep'))
    for (const { source, line, level, code, message } of diagnostics)
      console.log(`${relative(root, source)}:${line} ${level} ${code}: ${message}`)
    const isGood = contents !== undefined && diagnostics.length === 0
    console.log(
      isGood
        ? `infra/azure compiles without a warning (compiler: ${compiler.from}).`
        : `infra/azure does not pass: ${diagnostics.length} findings (compiler: ${compiler.from}).`,
    )
    process.exitCode = isGood ? 0 : 1
  } finally {
    open.close()
  }
} else {
  console.log('infra/azure was NOT compiled: no Bicep compiler can be had here.')
  for (const reason of reasons) console.log(`- ${reason}`)
  // A machine of which one knows that it has the SDK asks for more than being told.
  if (process.argv.includes('--required')) process.exitCode = 1
}
