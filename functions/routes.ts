// Every address of the app: who may call it, what it takes, how it answers. Functions are registered from this table
// alone, so nothing is open that does not stand here; the README, the interface description and the tests follow it.

import type { Route } from './route.ts'

const kilobyte = 1024
const reader = 'Headquarters.Reader'
const approver = 'Headquarters.Approver'
const get = { methods: ['GET'], succeeds: [200] } as const
const staffJson = { ...get, caller: reader, kind: 'JSON' } as const
const staffPage = { ...get, caller: reader, kind: 'headquarters page' } as const
const staffForm = {
  methods: ['POST'],
  caller: approver,
  kind: 'headquarters page',
  body: { as: 'form', limit: 4 * kilobyte },
  succeeds: [303],
} as const

export const routes = {
  SubmitOnboardingRequest: {
    methods: ['POST'],
    route: 'api/onboarding-requests',
    caller: 'anyone',
    kind: 'JSON',
    body: { as: 'JSON', limit: 32 * kilobyte },
    limited: true,
    succeeds: [202],
    refuses: ['invalid-request', 'invalid-idempotency-key', 'idempotency-key-reused'],
    about: 'Hands in a request; 202 means that it is stored.',
  },
  GetOnboardingRequest: {
    methods: ['GET'],
    route: 'api/onboarding-requests/{requestId}',
    caller: 'applicant',
    kind: 'JSON',
    succeeds: [200, 303],
    refuses: ['not-found'],
    about: 'The status of a request, for whoever has the secret link.',
  },
  GetOpenApi: {
    ...get,
    route: 'api/openapi.json',
    caller: 'anyone',
    kind: 'JSON',
    about: 'Description of the interface, as OpenAPI 3.1.',
  },
  Health: {
    ...get,
    route: 'api/health',
    caller: 'anyone',
    kind: 'JSON',
    about: 'Whether requests can be stored; staff learn which neighbour is out of reach.',
  },
  ReceiveSalesEvent: {
    methods: ['POST'],
    route: 'api/sales/events',
    caller: 'Dataverse',
    kind: 'JSON',
    // Dataverse sends at most 256 KB; what it cuts off stays readable.
    body: { as: 'JSON', limit: 1024 * kilobyte, anyType: true },
    succeeds: [204],
    about: 'Webhook of Dataverse: something changed, look again.',
  },
  ReceiveMailEvents: {
    methods: ['POST'],
    route: 'api/mail/events',
    caller: 'SendGrid',
    kind: 'JSON',
    body: { as: 'JSON', limit: 2048 * kilobyte, anyType: true },
    succeeds: [204],
    about: 'Event webhook of SendGrid: what became of mails.',
  },
  ListProspects: {
    ...staffJson,
    route: 'api/prospects',
    refuses: ['invalid-request'],
    about: 'The list All prospects, newest first.',
  },
  GetProspect: {
    ...staffJson,
    route: 'api/prospects/{prospectId}',
    refuses: ['not-found'],
    about: 'One prospect with everything known of it.',
  },
  GetCustomer: { ...staffJson, route: 'api/customers/{customerId}', refuses: ['not-found'], about: 'One customer.' },
  GetCustomerHierarchy: {
    ...staffJson,
    route: 'api/customer-hierarchies/{hierarchyId}',
    refuses: ['not-found'],
    about: 'One customer hierarchy.',
  },
  HomePage: {
    ...get,
    // The template that matches the empty path: https://github.com/Azure/azure-functions-host/issues/3249
    route: '{ignored:maxlength(0)?}',
    caller: 'anyone',
    kind: 'site page',
    about: 'Home page of the B2B site.',
  },
  SignUpPage: {
    methods: ['GET', 'POST'],
    route: 'sign-up',
    caller: 'anyone',
    kind: 'site page',
    // Percent-encoding makes a form up to three times as large as the same request in JSON.
    body: { as: 'form', limit: 96 * kilobyte },
    limited: true,
    succeeds: [200, 303],
    refuses: ['invalid-request'],
    about: 'The form to become a business partner.',
  },
  ConfirmationPage: {
    ...get,
    route: 'sign-up/confirmation',
    caller: 'applicant',
    kind: 'site page',
    refuses: ['not-found'],
    about: 'Says that the request was submitted, with the secret link.',
  },
  StatusPage: {
    ...get,
    route: 'requests/{requestId}',
    caller: 'applicant',
    kind: 'site page',
    refuses: ['not-found'],
    about: 'The status of a request as a page.',
  },
  SiteStylesheet: {
    ...get,
    route: 'assets/site.css',
    caller: 'anyone',
    kind: 'stylesheet',
    about: 'The stylesheet of all pages.',
  },
  HeadquartersPage: { ...staffPage, route: 'headquarters', succeeds: [303], about: 'The way in, to All prospects.' },
  ProspectsPage: {
    ...staffPage,
    route: 'headquarters/prospects',
    refuses: ['invalid-request'],
    about: 'The page All prospects.',
  },
  ProspectPage: {
    ...staffPage,
    route: 'headquarters/prospects/{prospectId}',
    refuses: ['not-found'],
    about: 'The page of one prospect.',
  },
  CustomerPage: {
    ...staffPage,
    route: 'headquarters/customers/{customerId}',
    refuses: ['not-found'],
    about: 'The page of one customer.',
  },
  EditCustomerPage: {
    ...staffForm,
    methods: ['GET', 'POST'],
    route: 'headquarters/customers/{customerId}/edit',
    body: { as: 'form', limit: 32 * kilobyte },
    succeeds: [200, 303],
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'The form to change a customer.',
  },
  CustomerHierarchyPage: {
    ...staffPage,
    route: 'headquarters/customer-hierarchies/{hierarchyId}',
    refuses: ['not-found'],
    about: 'The page of one customer hierarchy.',
  },
  JobsPage: { ...staffPage, route: 'headquarters/jobs', about: 'The jobs and their last runs.' },
  RunJob: {
    ...staffForm,
    route: 'headquarters/jobs/{jobName}/run',
    refuses: ['not-found'],
    about: 'Runs a job now.',
  },
  DualWritePage: { ...staffPage, route: 'headquarters/dual-write', about: 'The bridge, its queues, its errors.' },
  ChangeDualWrite: {
    ...staffForm,
    route: 'headquarters/dual-write/{action}',
    refuses: ['not-found', 'invalid-request'],
    about: 'Pauses or resumes the bridge, or retries all errors.',
  },
  ChangeCatchUpError: {
    ...staffForm,
    route: 'headquarters/dual-write/errors/{errorId}/{action}',
    refuses: ['not-found', 'invalid-request'],
    about: 'Retries or dismisses one error.',
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
