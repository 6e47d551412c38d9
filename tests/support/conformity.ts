// Holds answers of the app against the table of routes and the interface description: an answer that neither foresees is
// a mistake in one of them.

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { openApi } from '../../functions/open-api.ts'
import { problems } from '../../functions/problems.ts'
import { pathOf, refusalsOf, successesOf } from '../../functions/route.ts'
import { everyRoute, type Named } from './route-calls.ts'

export type Answered = {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly type: string
  readonly text: string
}

type Content = Record<string, { schema: object }>
const document = JSON.parse(
  JSON.stringify(openApi({ channels: ['default'], defaultLanguage: 'en' }, 'https://partners.example')),
) as { paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>; components: object }

const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false })
ajv.addVocabulary(['components'])
formats.default(ajv)
const compiled = new Map<object, ValidateFunction>()

/** The check of a schema of the document, which may refer to others of it. */
const checkOf = (schema: object): ValidateFunction => {
  const check = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components })
  compiled.set(schema, check)
  return check
}

const patterns = everyRoute.map((named) => ({
  named,
  pattern: new RegExp(
    `^${pathOf(named.route)
      .replaceAll('.', '\\.')
      .replace(/\{\w+\}/g, '[^/]+')}/?$`,
    'i',
  ),
}))

const routeOf = (method: string, path: string): Named | undefined =>
  patterns.find(({ named, pattern }) => named.method === method && pattern.test(path))?.named

const bodyErrors = ({ route, method }: Named, { status, type, text }: Answered): string[] => {
  const answer = document.paths[pathOf(route)]?.[method.toLowerCase()]?.responses[status]
  if (!answer) return ['which the interface description does not foresee']
  if (!answer.content) return text === '' ? [] : ['with a body where none is described']
  const schema = answer.content[type]?.schema
  if (!schema) return [`as ${type}`]
  const check = checkOf(schema)
  if (check(JSON.parse(text))) return []
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`)
}

/**
 * What is wrong with an answer, each naming its route; nothing when it conforms, or when no route of the app gave it.
 */
export const violations = (answered: Answered): string[] => {
  const named = routeOf(answered.method, answered.path)
  // What comes without a body is the host's own refusal, such as that of a process that is gone.
  if (!named || (answered.status >= 400 && answered.text === '')) return []
  const { name, route } = named
  const foreseen = [...successesOf(route), ...refusalsOf(route).map((code) => problems[code][0])]
  const about = (what: string) => `${name} answers ${answered.status} ${what}`
  if (!foreseen.includes(answered.status)) return [about('which the table of routes does not foresee')]
  if (route.kind === 'JSON') return bodyErrors(named, answered).map(about)
  return answered.type.includes('json') && route.kind.endsWith('page') ? [about('as JSON')] : []
}
