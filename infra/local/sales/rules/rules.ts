// Rules of single tables that go beyond the shape of their columns. Each is looked up by the table's name.

import { SalesError } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import type { Table, Values } from '../schema/types.ts'
import { grantDefaults } from '../security/grants.ts'
import { inheritRole } from '../security/inherited.ts'
import type { Row } from '../store/row.ts'
import { checkQuery, checkView } from './check-view.ts'
import { checkTexts } from './languages.ts'
import { checkEndpoint, checkImage, checkStep } from './registration.ts'
import { checkPublisher, checkSolution } from './solutions.ts'
import { checkRole, checkTeam } from './teams.ts'

type Candidate = { readonly id: string; readonly values: Values }
type Rule = (session: Session, row: Candidate, before: Row | undefined) => void

const opportunityStartsOpen: Rule = (_session, row, before) => {
  if (before || row.values['statecode'] === 0) return
  throw new SalesError(
    400,
    '0x80048408',
    'An opportunity is created open and closed with WinOpportunity or LoseOpportunity.',
  )
}

const rules: Readonly<Record<string, Rule>> = {
  opportunity: opportunityStartsOpen,
  publisher: (session, row) => checkPublisher(session.org, row),
  role: (session, row) => checkRole(session.org, row.id, row.values),
  savedquery: (session, row) => checkView(session.org, row.values),
  serviceendpoint: (session, row) => checkEndpoint(session.org, row.values),
  sdkmessageprocessingstep: (session, row) => checkStep(session.org, row.values),
  solution: (session, row) => checkSolution(session.org, row),
  sdkmessageprocessingstepimage: (session, row) => checkImage(session.org, row.values),
  team: (session, row, before) => checkTeam(session.org, row.values, before?.values),
  userquery: (session, row) => {
    checkQuery(session.org, row.values)
  },
}

/** What a new row has unless it says otherwise: teams and roles belong to the unit of who makes them, who administers a team. */
export const defaultsOf = ({ org, user }: Session, table: Table): Values => {
  if (table.logicalName !== 'team' && table.logicalName !== 'role') return {}
  const unit = org.store.get('systemuser', user.id)?.values['businessunitid']
  const administrator = { administratorid: { table: 'systemuser', id: user.id } }
  return { ...(unit ? { businessunitid: unit } : {}), ...(table.logicalName === 'team' ? administrator : {}) }
}

/** What the service adds to a new row by itself: every role can read the messages of the platform, and units below get it. */
export const afterCreate = (session: Session, table: Table, id: string): void => {
  if (table.logicalName !== 'role') return
  grantDefaults(session.org, id)
  inheritRole(session.org, id)
}

/** Applies the rules of the row's table to the row as it would be stored. */
export const checkRow = (session: Session, table: Table, row: Candidate, before?: Row): void => {
  checkTexts(session, table, row.values, before?.values)
  rules[table.logicalName]?.(session, row, before)
}

/**
 * Refuses a change of state that only an action may make: opportunities are won and lost by closing them, which leaves
 * the record of the closing.
 */
export const checkStateChange = (table: Table, row: Row, next: { statecode: number }): void => {
  if (table.logicalName !== 'opportunity' || next.statecode === 0 || next.statecode === row.values['statecode']) return
  throw new SalesError(400, '0x80040516', 'The opportunity cannot be closed. Use WinOpportunity or LoseOpportunity.')
}
