// What is said of every address for people and programs who read about them: what it answers with, what it refuses, what it
// takes beside its path. The app itself needs none of it until somebody asks for the description.

import type { Route, RouteDescription } from './route.ts'
import { type RouteName, routes } from './routes.ts'

const page = { 200: 'page' } as const
const redirection = { 303: 'redirection' } as const

const descriptions: Readonly<Record<RouteName, RouteDescription>> = {
  SubmitOnboardingRequest: {
    parameters: ['Idempotency-Key', 'site'],
    succeeds: { 202: 'Submitted' },
    refuses: ['invalid-request', 'invalid-idempotency-key', 'idempotency-key-reused'],
    about: 'Hands in a request; 202 means that it is stored.',
  },
  GetOnboardingRequest: {
    succeeds: { 200: 'Status', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'The status of a request, for whoever has the secret link.',
  },
  GetOpenApi: {
    about: 'Description of the interface, as OpenAPI 3.1.',
    succeeds: { 200: 'OpenApi' },
  },
  Health: {
    about: 'Whether requests can be stored; staff learn which neighbour is out of reach.',
    succeeds: { 200: 'Health' },
  },
  ReceiveSalesEvent: {
    succeeds: { 204: 'nothing' },
    about: 'Webhook of Dataverse: something changed, look again.',
  },
  ReceiveMailEvents: {
    succeeds: { 204: 'nothing' },
    about: 'Event webhook of SendGrid: what became of mails.',
  },
  ListProspects: {
    parameters: ['list'],
    refuses: ['invalid-request'],
    about: 'The list All prospects, newest first.',
    succeeds: { 200: 'ProspectList' },
  },
  GetProspect: {
    refuses: ['not-found'],
    about: 'One prospect with everything known of it.',
    succeeds: { 200: 'Prospect' },
  },
  LookAtProspect: {
    refuses: ['not-found'],
    about: 'Has a prospect compared with Sales now.',
    succeeds: { 202: 'AskedForProspect' },
  },
  WriteLeadAgain: {
    refuses: ['not-found', 'nothing-missing', 'already-decided', 'changed-meanwhile'],
    about: 'Has the lead of an open prospect written again that Sales lost.',
    succeeds: { 202: 'AskedForProspect' },
  },
  GetCustomer: {
    succeeds: { 200: 'Customer' },
    refuses: ['not-found'],
    about: 'One customer.',
  },
  LookAtCustomer: {
    refuses: ['not-found'],
    about: 'Has a customer compared with Sales now.',
    succeeds: { 202: 'AskedForCustomer' },
  },
  WriteCustomerAgain: {
    refuses: ['not-found', 'nothing-missing', 'changed-meanwhile'],
    about: 'Has the account or contact of a customer written again that Sales lost.',
    succeeds: { 202: 'AskedForCustomer' },
  },
  WriteMissing: {
    about: 'Has everything written again that Sales lost, in the background.',
    succeeds: { 202: 'Asked' },
  },
  ListJobs: {
    about: 'The jobs: when each looked and worked last, whether it runs, and which runs never ended.',
    succeeds: { 200: 'JobList' },
  },
  GetCustomerHierarchy: {
    refuses: ['not-found'],
    about: 'One customer hierarchy.',
    succeeds: { 200: 'CustomerHierarchy' },
  },
  HomePage: {
    succeeds: page,
    about: 'Home page of the B2B site.',
  },
  SignUpPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request'],
    about: 'The form to become a business partner.',
  },
  ConfirmationPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'Says that the request was submitted, with the secret link.',
  },
  StatusPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'The status of a request as a page.',
  },
  SiteStylesheet: {
    about: 'The stylesheet of all pages.',
    succeeds: { 200: 'stylesheet' },
  },
  HeadquartersPage: {
    succeeds: { 303: 'redirection' },
    about: 'The way in, to All prospects.',
  },
  ProspectsPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The page All prospects.',
  },
  HeldRequestsPage: {
    succeeds: page,
    about: 'Requests that a program seems to have filled in, kept apart.',
  },
  ChangeHeldRequest: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Takes in a request that was kept apart, or discards it.',
  },
  ProspectPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'The page of one prospect.',
  },
  RepairProspect: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Has a prospect looked at now, or its lead written again.',
  },
  CustomerPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'The page of one customer.',
  },
  EditCustomerPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'The form to change a customer.',
  },
  RepairCustomer: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Has a customer looked at now, or its account or contact written again.',
  },
  CustomerHierarchyPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'The page of one customer hierarchy.',
  },
  ListAudit: {
    parameters: ['audit'],
    refuses: ['invalid-request'],
    about: 'The audit trail: who did what, on what, when and why, newest first.',
    succeeds: { 200: 'AuditList' },
  },
  AuditPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The audit trail as a page, or as a file for a spreadsheet (`format=csv`).',
  },
  JobsPage: {
    succeeds: page,
    about: 'The jobs and their last runs.',
  },
  RunJob: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Runs a job now.',
  },
  DualWritePage: {
    succeeds: page,
    about: 'The bridge, its queues, its errors.',
  },
  ChangeDualWrite: {
    succeeds: redirection,
    refuses: ['not-found', 'invalid-request'],
    about: 'Pauses or resumes the bridge, retries many errors, or has written again what Sales lost.',
  },
  ChangeCatchUpError: {
    succeeds: redirection,
    refuses: ['not-found', 'invalid-request'],
    about: 'Retries or dismisses one error.',
  },
}

export type DescribedRoute = Route & RouteDescription

/** Every address with what is said of it, by the name of its function. */
export const describedRoutes = Object.fromEntries(
  Object.entries<Route>(routes).map(([name, route]) => [name, { ...route, ...descriptions[name as RouteName] }]),
) as Readonly<Record<RouteName, DescribedRoute>>
