// Every address of the app: who may call it, what it takes, how it answers, and the code behind it. Functions are
// registered from this table alone, so nothing is open that does not stand here; the list of addresses, the reference page,
// the interface description and the tests follow it.

import { getOnboardingRequest } from './channel/get-onboarding-request.ts'
import { submitOnboardingRequest } from './channel/submit-onboarding-request.ts'
import type { Route } from './route.ts'
import { withStores } from './with-stores.ts'

const kilobyte = 1024
const reader = 'Headquarters.Reader'
const approver = 'Headquarters.Approver'
const admin = 'Headquarters.Admin'
const get = { methods: ['GET'] } as const
const staffJson = { ...get, caller: reader, kind: 'JSON' } as const
const staffPage = { ...get, caller: reader, kind: 'headquarters page' } as const
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
} as const

export const routes = {
  SubmitOnboardingRequest: {
    methods: ['POST'],
    route: 'api/onboarding-requests',
    caller: 'anyone',
    kind: 'JSON',
    body: { as: 'JSON', content: 'OnboardingRequest', limit: 32 * kilobyte },
    limited: true,
    handler: submitOnboardingRequest,
  },
  GetOnboardingRequest: {
    methods: ['GET'],
    route: 'api/onboarding-requests/{requestId}',
    caller: 'applicant',
    kind: 'JSON',
    handler: getOnboardingRequest,
  },
  GetOpenApi: {
    ...get,
    route: 'api/openapi.json',
    caller: 'anyone',
    kind: 'JSON',
    handler: async (...given) => (await import('./channel/get-open-api.ts')).getOpenApi(...given),
  },
  Health: {
    ...get,
    route: 'api/health',
    caller: 'anyone',
    kind: 'JSON',
    handler: async (...given) => (await import('./headquarters/health.ts')).health(...given),
  },
  ReceiveSalesEvent: {
    methods: ['POST'],
    route: 'api/sales/events',
    caller: 'Dataverse',
    kind: 'JSON',
    // Dataverse sends at most 256 KB; what it cuts off stays readable.
    body: { as: 'JSON', content: 'SalesEvent', limit: 1024 * kilobyte, anyType: true },
    handler: async (...given) => (await import('./dual-write/receive-sales-event.ts')).receiveSalesEvent(...given),
  },
  ReceiveMailEvents: {
    methods: ['POST'],
    route: 'api/mail/events',
    caller: 'SendGrid',
    kind: 'JSON',
    body: { as: 'JSON', content: 'MailEvents', limit: 2048 * kilobyte, anyType: true },
    handler: async (...given) => (await import('./mail/receive-mail-events.ts')).receiveMailEvents(...given),
  },
  ListProspects: {
    ...staffJson,
    route: 'api/prospects',
    handler: withStores(async () => (await import('./headquarters/list-prospects.ts')).listProspects),
  },
  GetProspect: {
    ...staffJson,
    route: 'api/prospects/{prospectId}',
    handler: withStores(async () => (await import('./headquarters/get-prospect.ts')).getProspect),
  },
  LookAtProspect: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'look-at-prospect' },
    route: 'api/prospects/{prospectId}/look',
    handler: withStores(async () => (await import('./headquarters/look-at-prospect.ts')).lookAtProspect),
  },
  WriteLeadAgain: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'write-lead-again' },
    route: 'api/prospects/{prospectId}/lead',
    handler: withStores(async () => (await import('./headquarters/write-lead-again.ts')).writeLeadAgain),
  },
  GetCustomer: {
    ...staffJson,
    route: 'api/customers/{customerId}',
    handler: withStores(async () => (await import('./headquarters/get-customer.ts')).getCustomer),
  },
  LookAtCustomer: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'look-at-customer' },
    route: 'api/customers/{customerId}/look',
    handler: withStores(async () => (await import('./headquarters/look-at-customer.ts')).lookAtCustomer),
  },
  WriteCustomerAgain: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'write-customer-again' },
    route: 'api/customers/{customerId}/record',
    handler: withStores(async () => (await import('./headquarters/write-customer-again.ts')).writeCustomerAgain),
  },
  WriteMissing: {
    ...staffOrder,
    acts: { on: 'dual-write', code: 'write-missing' },
    route: 'api/dual-write/missing',
    handler: withStores(async () => (await import('./headquarters/write-missing.ts')).writeMissing),
  },
  ListJobs: {
    ...staffJson,
    route: 'api/jobs',
    handler: withStores(async () => (await import('./headquarters/list-jobs.ts')).listJobs),
  },
  GetCustomerHierarchy: {
    ...staffJson,
    route: 'api/customer-hierarchies/{hierarchyId}',
    handler: withStores(async () => (await import('./headquarters/get-customer-hierarchy.ts')).getCustomerHierarchy),
  },
  HomePage: {
    ...get,
    // The template that matches the empty path: https://github.com/Azure/azure-functions-host/issues/3249
    route: '{ignored:maxlength(0)?}',
    caller: 'anyone',
    kind: 'site page',
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
    stamped: true,
    handler: async (...given) => (await import('./channel/sign-up-page.ts')).signUpPage(...given),
  },
  ConfirmationPage: {
    ...get,
    route: 'sign-up/confirmation',
    caller: 'applicant',
    kind: 'site page',
    handler: async (...given) => (await import('./channel/confirmation-page.ts')).confirmationPage(...given),
  },
  StatusPage: {
    ...get,
    route: 'requests/{requestId}',
    caller: 'applicant',
    kind: 'site page',
    handler: async (...given) => (await import('./channel/status-page.ts')).statusPage(...given),
  },
  SiteStylesheet: {
    ...get,
    route: 'assets/site.css',
    caller: 'anyone',
    kind: 'stylesheet',
    handler: async (...given) => (await import('./channel/site-stylesheet.ts')).siteStylesheet(...given),
  },
  HeadquartersPage: {
    ...staffPage,
    route: 'headquarters',
    handler: async (...given) => (await import('./headquarters/headquarters-page.ts')).headquartersPage(...given),
  },
  ProspectsPage: {
    ...staffPage,
    route: 'headquarters/prospects',
    handler: withStores(async () => (await import('./headquarters/prospects-page.ts')).prospectsPage),
  },
  HeldRequestsPage: {
    ...staffPage,
    route: 'headquarters/held-requests',
    handler: withStores(async () => (await import('./headquarters/held-requests-page.ts')).heldRequestsPage),
  },
  ChangeHeldRequest: {
    ...staffForm,
    route: 'headquarters/held-requests/{requestId}/{action}',
    acts: {
      on: 'request',
      id: 'requestId',
      byAction: { 'take-in': 'take-in-request', discard: 'discard-request' },
    },
    handler: async (...given) => (await import('./headquarters/change-held-request.ts')).changeHeldRequest(...given),
  },
  ProspectPage: {
    ...staffPage,
    route: 'headquarters/prospects/{prospectId}',
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
    handler: withStores(async () => (await import('./headquarters/repair-prospect.ts')).repairProspect),
  },
  CustomerPage: {
    ...staffPage,
    route: 'headquarters/customers/{customerId}',
    handler: withStores(async () => (await import('./headquarters/customer-page.ts')).customerPage),
  },
  EditCustomerPage: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', code: 'edit-customer' },
    methods: ['GET', 'POST'],
    route: 'headquarters/customers/{customerId}/edit',
    body: { as: 'form', limit: 32 * kilobyte },
    handler: withStores(async () => (await import('./headquarters/edit-customer-page.ts')).editCustomerPage),
  },
  RepairCustomer: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', byAction: { look: 'look-at-customer', write: 'write-customer-again' } },
    route: 'headquarters/customers/{customerId}/repair/{action}',
    handler: withStores(async () => (await import('./headquarters/repair-customer.ts')).repairCustomer),
  },
  CustomerHierarchyPage: {
    ...staffPage,
    route: 'headquarters/customer-hierarchies/{hierarchyId}',
    handler: withStores(async () => (await import('./headquarters/customer-hierarchy-page.ts')).customerHierarchyPage),
  },
  ListAudit: {
    ...staffJson,
    caller: admin,
    route: 'api/audit',
    handler: withStores(async () => (await import('./headquarters/list-audit.ts')).listAudit),
  },
  AuditPage: {
    ...staffPage,
    caller: admin,
    route: 'headquarters/audit',
    handler: withStores(async () => (await import('./headquarters/audit-page.ts')).auditPage),
  },
  JobsPage: {
    ...staffPage,
    route: 'headquarters/jobs',
    handler: withStores(async () => (await import('./headquarters/jobs-page.ts')).jobsPage),
  },
  RunJob: {
    ...staffForm,
    acts: { on: 'job', id: 'jobName', code: 'run-job' },
    route: 'headquarters/jobs/{jobName}/run',
    handler: async (...given) => (await import('./headquarters/run-job.ts')).runJob(...given),
  },
  DualWritePage: {
    ...staffPage,
    route: 'headquarters/dual-write',
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
    handler: withStores(async () => (await import('./headquarters/change-dual-write.ts')).changeDualWrite),
  },
  ChangeCatchUpError: {
    ...staffForm,
    acts: { on: 'error', id: 'errorId', byAction: { retry: 'retry-error', dismiss: 'dismiss-error' } },
    route: 'headquarters/dual-write/errors/{errorId}/{action}',
    handler: withStores(async () => (await import('./headquarters/change-catch-up-error.ts')).changeCatchUpError),
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
