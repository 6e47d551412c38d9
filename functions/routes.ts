// Every address of the app: who may call it, what it takes, how it answers, and the code behind it. Functions are
// registered from this table alone, so nothing is open that does not stand here; the list of addresses, the reference page,
// the interface description and the tests follow it.

import { getOnboardingRequest } from './channel/get-onboarding-request.ts'
import { submitOnboardingRequest } from './channel/submit-onboarding-request.ts'
import { receiveSalesEvent } from './dual-write/receive-sales-event.ts'
import { health } from './headquarters/health.ts'
import { receiveMailEvents } from './mail/receive-mail-events.ts'
import type { Route } from './route.ts'
import { withStores } from './with-stores.ts'

const kilobyte = 1024
const reader = 'Headquarters.Reader'
const approver = 'Headquarters.Approver'
const get = { methods: ['GET'] } as const
const page = { ...get, succeeds: { 200: 'page' } } as const
const staffJson = { ...get, caller: reader, kind: 'JSON' } as const
const staffPage = { ...page, caller: reader, kind: 'headquarters page' } as const
/** Asks for work that is done soon; the body says nothing, but proves that no form of another site sent it. */
const staffOrder = {
  methods: ['POST'],
  caller: approver,
  kind: 'JSON',
  body: { as: 'JSON', content: 'Nothing', limit: kilobyte },
} as const
const staffForm = {
  methods: ['POST'],
  caller: approver,
  kind: 'headquarters page',
  body: { as: 'form', limit: 4 * kilobyte },
  succeeds: { 303: 'redirection' },
} as const

export const routes = {
  SubmitOnboardingRequest: {
    methods: ['POST'],
    route: 'api/onboarding-requests',
    caller: 'anyone',
    kind: 'JSON',
    body: { as: 'JSON', content: 'OnboardingRequest', limit: 32 * kilobyte },
    parameters: ['Idempotency-Key'],
    limited: true,
    succeeds: { 202: 'Submitted' },
    refuses: ['invalid-request', 'invalid-idempotency-key', 'idempotency-key-reused'],
    about: 'Hands in a request; 202 means that it is stored.',
    handler: submitOnboardingRequest,
  },
  GetOnboardingRequest: {
    methods: ['GET'],
    route: 'api/onboarding-requests/{requestId}',
    caller: 'applicant',
    kind: 'JSON',
    succeeds: { 200: 'Status', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'The status of a request, for whoever has the secret link.',
    handler: getOnboardingRequest,
  },
  GetOpenApi: {
    ...get,
    route: 'api/openapi.json',
    caller: 'anyone',
    kind: 'JSON',
    about: 'Description of the interface, as OpenAPI 3.1.',
    succeeds: { 200: 'OpenApi' },
    handler: async (...given) => (await import('./channel/get-open-api.ts')).getOpenApi(...given),
  },
  Health: {
    ...get,
    route: 'api/health',
    caller: 'anyone',
    kind: 'JSON',
    about: 'Whether requests can be stored; staff learn which neighbour is out of reach.',
    succeeds: { 200: 'Health' },
    handler: health,
  },
  ReceiveSalesEvent: {
    methods: ['POST'],
    route: 'api/sales/events',
    caller: 'Dataverse',
    kind: 'JSON',
    // Dataverse sends at most 256 KB; what it cuts off stays readable.
    body: { as: 'JSON', content: 'SalesEvent', limit: 1024 * kilobyte, anyType: true },
    succeeds: { 204: 'nothing' },
    about: 'Webhook of Dataverse: something changed, look again.',
    handler: receiveSalesEvent,
  },
  ReceiveMailEvents: {
    methods: ['POST'],
    route: 'api/mail/events',
    caller: 'SendGrid',
    kind: 'JSON',
    body: { as: 'JSON', content: 'MailEvents', limit: 2048 * kilobyte, anyType: true },
    succeeds: { 204: 'nothing' },
    about: 'Event webhook of SendGrid: what became of mails.',
    handler: receiveMailEvents,
  },
  ListProspects: {
    ...staffJson,
    route: 'api/prospects',
    parameters: ['list'],
    refuses: ['invalid-request'],
    about: 'The list All prospects, newest first.',
    succeeds: { 200: 'ProspectList' },
    handler: withStores(async () => (await import('./headquarters/list-prospects.ts')).listProspects),
  },
  GetProspect: {
    ...staffJson,
    route: 'api/prospects/{prospectId}',
    refuses: ['not-found'],
    about: 'One prospect with everything known of it.',
    succeeds: { 200: 'Prospect' },
    handler: withStores(async () => (await import('./headquarters/get-prospect.ts')).getProspect),
  },
  LookAtProspect: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'look-at-prospect' },
    route: 'api/prospects/{prospectId}/look',
    refuses: ['not-found'],
    about: 'Has a prospect compared with Sales now.',
    succeeds: { 202: 'AskedForProspect' },
    handler: withStores(async () => (await import('./headquarters/look-at-prospect.ts')).lookAtProspect),
  },
  WriteLeadAgain: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'write-lead-again' },
    route: 'api/prospects/{prospectId}/lead',
    refuses: ['not-found', 'nothing-missing', 'already-decided', 'changed-meanwhile'],
    about: 'Has the lead of an open prospect written again that Sales lost.',
    succeeds: { 202: 'AskedForProspect' },
    handler: withStores(async () => (await import('./headquarters/write-lead-again.ts')).writeLeadAgain),
  },
  GetCustomer: {
    ...staffJson,
    route: 'api/customers/{customerId}',
    succeeds: { 200: 'Customer' },
    refuses: ['not-found'],
    about: 'One customer.',
    handler: withStores(async () => (await import('./headquarters/get-customer.ts')).getCustomer),
  },
  LookAtCustomer: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'look-at-customer' },
    route: 'api/customers/{customerId}/look',
    refuses: ['not-found'],
    about: 'Has a customer compared with Sales now.',
    succeeds: { 202: 'AskedForCustomer' },
    handler: withStores(async () => (await import('./headquarters/look-at-customer.ts')).lookAtCustomer),
  },
  WriteCustomerAgain: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'write-customer-again' },
    route: 'api/customers/{customerId}/record',
    refuses: ['not-found', 'nothing-missing', 'changed-meanwhile'],
    about: 'Has the account or contact of a customer written again that Sales lost.',
    succeeds: { 202: 'AskedForCustomer' },
    handler: withStores(async () => (await import('./headquarters/write-customer-again.ts')).writeCustomerAgain),
  },
  WriteMissing: {
    ...staffOrder,
    acts: { on: 'dual-write', code: 'write-missing' },
    route: 'api/dual-write/missing',
    about: 'Has everything written again that Sales lost, in the background.',
    succeeds: { 202: 'Asked' },
    handler: withStores(async () => (await import('./headquarters/write-missing.ts')).writeMissing),
  },
  ListJobs: {
    ...staffJson,
    route: 'api/jobs',
    about: 'The jobs: when each looked and worked last, whether it runs, and which runs never ended.',
    succeeds: { 200: 'JobList' },
    handler: withStores(async () => (await import('./headquarters/list-jobs.ts')).listJobs),
  },
  GetCustomerHierarchy: {
    ...staffJson,
    route: 'api/customer-hierarchies/{hierarchyId}',
    refuses: ['not-found'],
    about: 'One customer hierarchy.',
    succeeds: { 200: 'CustomerHierarchy' },
    handler: withStores(async () => (await import('./headquarters/get-customer-hierarchy.ts')).getCustomerHierarchy),
  },
  HomePage: {
    ...page,
    // The template that matches the empty path: https://github.com/Azure/azure-functions-host/issues/3249
    route: '{ignored:maxlength(0)?}',
    caller: 'anyone',
    kind: 'site page',
    about: 'Home page of the B2B site.',
    handler: async (...given) => (await import('./channel/home-page.ts')).homePage(...given),
  },
  SignUpPage: {
    methods: ['GET', 'POST'],
    route: 'sign-up',
    caller: 'anyone',
    kind: 'site page',
    // Percent-encoding makes a form up to three times as large as the same request in JSON.
    body: { as: 'form', limit: 96 * kilobyte },
    limited: true,
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request'],
    about: 'The form to become a business partner.',
    handler: async (...given) => (await import('./channel/sign-up-page.ts')).signUpPage(...given),
  },
  ConfirmationPage: {
    ...page,
    route: 'sign-up/confirmation',
    caller: 'applicant',
    kind: 'site page',
    refuses: ['not-found'],
    about: 'Says that the request was submitted, with the secret link.',
    handler: async (...given) => (await import('./channel/confirmation-page.ts')).confirmationPage(...given),
  },
  StatusPage: {
    ...page,
    route: 'requests/{requestId}',
    caller: 'applicant',
    kind: 'site page',
    refuses: ['not-found'],
    about: 'The status of a request as a page.',
    handler: async (...given) => (await import('./channel/status-page.ts')).statusPage(...given),
  },
  SiteStylesheet: {
    ...get,
    route: 'assets/site.css',
    caller: 'anyone',
    kind: 'stylesheet',
    about: 'The stylesheet of all pages.',
    succeeds: { 200: 'stylesheet' },
    handler: async (...given) => (await import('./channel/site-stylesheet.ts')).siteStylesheet(...given),
  },
  HeadquartersPage: {
    ...staffPage,
    route: 'headquarters',
    succeeds: { 303: 'redirection' },
    about: 'The way in, to All prospects.',
    handler: async (...given) => (await import('./headquarters/headquarters-page.ts')).headquartersPage(...given),
  },
  ProspectsPage: {
    ...staffPage,
    route: 'headquarters/prospects',
    refuses: ['invalid-request'],
    about: 'The page All prospects.',
    handler: withStores(async () => (await import('./headquarters/prospects-page.ts')).prospectsPage),
  },
  ProspectPage: {
    ...staffPage,
    route: 'headquarters/prospects/{prospectId}',
    refuses: ['not-found'],
    about: 'The page of one prospect.',
    handler: withStores(async () => (await import('./headquarters/prospect-page.ts')).prospectPage),
  },
  RepairProspect: {
    ...staffForm,
    acts: {
      on: 'prospect',
      id: 'prospectId',
      byAction: { look: 'look-at-prospect', 'write-lead': 'write-lead-again' },
    },
    route: 'headquarters/prospects/{prospectId}/repair/{action}',
    refuses: ['not-found'],
    about: 'Has a prospect looked at now, or its lead written again.',
    handler: withStores(async () => (await import('./headquarters/repair-prospect.ts')).repairProspect),
  },
  CustomerPage: {
    ...staffPage,
    route: 'headquarters/customers/{customerId}',
    refuses: ['not-found'],
    about: 'The page of one customer.',
    handler: withStores(async () => (await import('./headquarters/customer-page.ts')).customerPage),
  },
  EditCustomerPage: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', code: 'edit-customer' },
    methods: ['GET', 'POST'],
    route: 'headquarters/customers/{customerId}/edit',
    body: { as: 'form', limit: 32 * kilobyte },
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'The form to change a customer.',
    handler: withStores(async () => (await import('./headquarters/edit-customer-page.ts')).editCustomerPage),
  },
  RepairCustomer: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', byAction: { look: 'look-at-customer', write: 'write-customer-again' } },
    route: 'headquarters/customers/{customerId}/repair/{action}',
    refuses: ['not-found'],
    about: 'Has a customer looked at now, or its account or contact written again.',
    handler: withStores(async () => (await import('./headquarters/repair-customer.ts')).repairCustomer),
  },
  CustomerHierarchyPage: {
    ...staffPage,
    route: 'headquarters/customer-hierarchies/{hierarchyId}',
    refuses: ['not-found'],
    about: 'The page of one customer hierarchy.',
    handler: withStores(async () => (await import('./headquarters/customer-hierarchy-page.ts')).customerHierarchyPage),
  },
  JobsPage: {
    ...staffPage,
    route: 'headquarters/jobs',
    about: 'The jobs and their last runs.',
    handler: withStores(async () => (await import('./headquarters/jobs-page.ts')).jobsPage),
  },
  RunJob: {
    ...staffForm,
    acts: { on: 'job', id: 'jobName', code: 'run-job' },
    route: 'headquarters/jobs/{jobName}/run',
    refuses: ['not-found'],
    about: 'Runs a job now.',
    handler: async (...given) => (await import('./headquarters/run-job.ts')).runJob(...given),
  },
  DualWritePage: {
    ...staffPage,
    route: 'headquarters/dual-write',
    about: 'The bridge, its queues, its errors.',
    handler: withStores(async () => (await import('./headquarters/dual-write-page.ts')).dualWritePage),
  },
  ChangeDualWrite: {
    ...staffForm,
    acts: {
      on: 'dual-write',
      byAction: {
        pause: 'pause-bridge',
        resume: 'resume-bridge',
        'retry-all': 'retry-all-errors',
        'retry-selected': 'retry-errors',
        'write-missing': 'write-missing',
        'compare-all': 'compare-all',
      },
    },
    route: 'headquarters/dual-write/{action}',
    // As many errors as a page shows can be selected.
    body: { as: 'form', limit: 8 * kilobyte },
    refuses: ['not-found', 'invalid-request'],
    about: 'Pauses or resumes the bridge, retries many errors, or has written again what Sales lost.',
    handler: withStores(async () => (await import('./headquarters/change-dual-write.ts')).changeDualWrite),
  },
  ChangeCatchUpError: {
    ...staffForm,
    acts: { on: 'error', id: 'errorId', byAction: { retry: 'retry-error', dismiss: 'dismiss-error' } },
    route: 'headquarters/dual-write/errors/{errorId}/{action}',
    refuses: ['not-found', 'invalid-request'],
    about: 'Retries or dismisses one error.',
    handler: withStores(async () => (await import('./headquarters/change-catch-up-error.ts')).changeCatchUpError),
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
