// Who may do what in the organization: the role of the application user, the owning team and its role, and their privileges
// with the reason for each. https://learn.microsoft.com/power-platform/admin/security-roles-privileges

import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import type { WantedRow } from './wanted-row.ts'

/** How far a privilege reaches: own rows, those of the business unit, or all. */
export type Depth = 'Basic' | 'Local' | 'Global'

/** A business unit. */
export type Unit = { readonly id: string; readonly name: string; readonly isRoot: boolean }

export type WantedPrivilege = { readonly name: string; readonly depth: Depth; readonly why: string }

export type WantedRole = {
  readonly id: string
  readonly name: string
  readonly privileges: readonly WantedPrivilege[]
}

/** Exactly what the app needs at run time. */
export const wantedPrivileges: readonly WantedPrivilege[] = [
  { name: 'prvCreateLead', depth: 'Local', why: 'a prospect becomes a lead, which the team owns' },
  { name: 'prvAssignLead', depth: 'Local', why: 'the team is set as the owner of a new lead' },
  { name: 'prvReadLead', depth: 'Global', why: 'decisions are read, whoever owns the rows by then' },
  {
    name: 'prvWriteLead',
    depth: 'Local',
    why: 'the lead of a request that was withdrawn is closed while the team still owns it',
  },
  { name: 'prvAppendToLead', depth: 'Global', why: 'notes and customers name the lead they belong to' },
  { name: 'prvCreateNote', depth: 'Basic', why: 'a note on the lead says where it came from' },
  { name: 'prvReadNote', depth: 'Global', why: 'a seller asks the applicant by a note on the lead' },
  { name: 'prvAppendNote', depth: 'Basic', why: 'the note is attached to the lead' },
  { name: 'prvReadOpportunity', depth: 'Global', why: 'decisions are read, whoever owns the rows by then' },
  {
    name: 'prvWriteOpportunity',
    depth: 'Global',
    why: 'what headquarters made of the decision is shown on it, whoever owns it; nothing else of it is written',
  },
  { name: 'prvReadActivity', depth: 'Global', why: 'why an opportunity was closed, by whom and when is read' },
  ...['Account', 'Contact'].flatMap((name): WantedPrivilege[] => [
    { name: `prvCreate${name}`, depth: 'Basic', why: 'a customer that the seller did not make is made' },
    { name: `prvRead${name}`, depth: 'Global', why: 'customers come from Sales, whoever owns them' },
    { name: `prvWrite${name}`, depth: 'Global', why: 'changes in headquarters reach the customer, whoever owns it' },
    { name: `prvAppend${name}`, depth: 'Global', why: 'the customer names its lead, a contact its account' },
  ]),
  { name: 'prvAppendToAccount', depth: 'Global', why: 'a contact names its account, whoever owns that' },
  ...['TransactionCurrency', 'UserSettings', 'Workflow'].map(
    (name): WantedPrivilege => ({
      name: `prvRead${name}`,
      depth: 'Global',
      why: 'the service reads it when rows are written; the roles of its own integrations have it',
    }),
  ),
  { name: 'prvAppendToTransactionCurrency', depth: 'Global', why: 'a credit limit names its currency' },
  // Users do not take less than the depth of the business unit (0x8004140b).
  { name: 'prvReadUser', depth: 'Local', why: 'what the app may do with secured columns is asked as its own user' },
  { name: 'prvReadEntity', depth: 'Global', why: 'the lengths of columns, and which are secured, are read' },
  { name: 'prvReadAttribute', depth: 'Global', why: 'the lengths of columns, and which are secured, are read' },
]

/** The role of the application user. */
export const bridgeRole: WantedRole = {
  id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0a',
  name: 'Commerce B2B bridge',
  privileges: wantedPrivileges,
}

// Who may own what qualification makes, the seller or the owner of the lead, differs from organization to organization.
const ofTeam = { Lead: 'members work on the team’s leads', Opportunity: '', Account: '', Contact: '' }

/**
 * The role of the team. What members may do with rows that the team owns is what the team's role gives, and they have it
 * for rows of their own too, so it holds what working on a lead needs and no more.
 * https://learn.microsoft.com/power-platform/admin/manage-teams
 */
export const teamRole: WantedRole = {
  id: '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b0e',
  name: 'Commerce B2B leads',
  privileges: Object.entries(ofTeam).flatMap(([name, why]) =>
    ['Read', 'Write', 'Append', 'AppendTo', 'Assign'].map(
      (right): WantedPrivilege => ({
        name: `prv${right}${name}`,
        depth: 'Basic',
        why: why || 'a qualification may give it to the owner of the lead',
      }),
    ),
  ),
}

/** @param unit the application user's business unit. Only roles of the root unit belong to solutions. */
export const wantedRole = ({ id, name }: WantedRole, unit: Unit): WantedRow => ({
  what: `security role ${name}`,
  set: 'roles',
  key: 'roleid',
  id,
  columns: { name },
  onCreate: { 'businessunitid@odata.bind': `/businessunits(${unit.id})` },
  ...(unit.isRoot ? { component: true } : {}),
})

/**
 * The team that owns the leads. Whoever installs administers it: that one may read teams, which is asked for.
 * @param unit the application user's business unit
 * @param administratorId who installs
 */
export const wantedTeam = (unit: Unit, administratorId: string): WantedRow => ({
  what: 'team Commerce B2B onboarding',
  set: 'teams',
  key: 'teamid',
  id: owningTeamId,
  columns: { name: 'Commerce B2B onboarding' },
  onCreate: {
    teamtype: 0,
    description: 'Owns the leads that the dual-write bridge makes. Its members find them under their team.',
    'businessunitid@odata.bind': `/businessunits(${unit.id})`,
    'administratorid@odata.bind': `/systemusers(${administratorId})`,
  },
})
