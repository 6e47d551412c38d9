// Every address of the app: who may call it, what it takes and how it answers. Functions are registered from this table
// alone, so nothing is open that does not stand here; the list of addresses, the reference page, the interface description
// and the tests follow it. Its code stands beside it in handlers.ts, but for the two rows that sites call most.

import { getOnboardingRequest } from './channel/get-onboarding-request.ts'
import { submitOnboardingRequest } from './channel/submit-onboarding-request.ts'
import type { Route } from './route.ts'

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
/** The same where a page shows the form first. */
const shownForm = { ...staffForm, methods: ['GET', 'POST'] } as const
/** What a site's front end calls for its user. */
const ofUser = { ...get, caller: 'user', kind: 'JSON', crossOrigin: true } as const
const ofPartnerAdmin = { caller: 'partner admin', kind: 'JSON', crossOrigin: true } as const

/** What an applicant does on a page of the request: shown first, and done by its button. */
const applicantForm = {
  methods: ['GET', 'POST'],
  caller: 'applicant',
  kind: 'site page',
  body: { as: 'form', limit: kilobyte },
} as const

/** A page of a partner, for whoever has signed in to it; what it changes is a small form. */
const partnerPage = { ...get, caller: 'partner', kind: 'site page' } as const
const partnerForm = {
  methods: ['GET', 'POST'],
  caller: 'partner',
  kind: 'site page',
  body: { as: 'form', limit: 16 * kilobyte },
} as const

const importing = { on: 'import', id: 'made', code: 'import-partners' } as const

export const routes = {
  SubmitOnboardingRequest: {
    methods: ['POST'],
    route: 'api/onboarding-requests',
    caller: 'anyone',
    kind: 'JSON',
    body: { as: 'JSON', content: 'OnboardingRequest', limit: 32 * kilobyte },
    limited: true,
    crossOrigin: true,
    handler: submitOnboardingRequest,
  },
  GetOnboardingRequest: {
    methods: ['GET'],
    route: 'api/onboarding-requests/{requestId}',
    caller: 'applicant',
    kind: 'JSON',
    crossOrigin: true,
    handler: getOnboardingRequest,
  },
  AnswerOnboardingRequest: {
    methods: ['POST'],
    route: 'api/onboarding-requests/{requestId}/answer',
    caller: 'applicant',
    kind: 'JSON',
    body: { as: 'JSON', content: 'Answer', limit: 32 * kilobyte },
    crossOrigin: true,
  },
  GetOpenApi: {
    ...get,
    route: 'api/openapi.json',
    caller: 'anyone',
    kind: 'JSON',
  },
  GetAsyncApi: {
    ...get,
    route: 'api/asyncapi.json',
    caller: 'anyone',
    kind: 'JSON',
  },
  Health: {
    ...get,
    route: 'api/health',
    caller: 'anyone',
    kind: 'JSON',
  },
  GetMe: {
    ...ofUser,
    route: 'api/me',
  },
  GetOrganization: {
    ...ofUser,
    route: 'api/organization',
  },
  ListOrganizationUsers: {
    ...ofPartnerAdmin,
    ...get,
    route: 'api/organization/users',
  },
  AddOrganizationUser: {
    ...ofPartnerAdmin,
    methods: ['POST'],
    route: 'api/organization/users',
    body: { as: 'JSON', content: 'NewUser', limit: 32 * kilobyte },
  },
  ChangeOrganizationUser: {
    ...ofPartnerAdmin,
    methods: ['PATCH'],
    route: 'api/organization/users/{userId}',
    body: { as: 'JSON', content: 'UserChange', limit: 32 * kilobyte },
  },
  RemoveOrganizationUser: {
    ...ofPartnerAdmin,
    methods: ['DELETE'],
    route: 'api/organization/users/{userId}',
  },
  InviteOrganizationUser: {
    ...ofPartnerAdmin,
    methods: ['POST'],
    route: 'api/organization/users/{userId}/invitation',
    body: { as: 'JSON', content: 'Nothing', limit: kilobyte },
  },
  FindChannelUsers: {
    ...get,
    route: 'api/channel/users',
    caller: 'site',
    kind: 'JSON',
  },
  ReadChannelChanges: {
    ...get,
    route: 'api/channel/changes',
    caller: 'site',
    kind: 'JSON',
  },
  ReceiveSalesEvent: {
    methods: ['POST'],
    route: 'api/sales/events',
    caller: 'Dataverse',
    withSales: true,
    kind: 'JSON',
    // Dataverse sends at most 256 KB; what it cuts off stays readable.
    body: { as: 'JSON', content: 'SalesEvent', limit: 1024 * kilobyte, anyType: true },
  },
  ReceiveMailEvents: {
    methods: ['POST'],
    route: 'api/mail/events',
    caller: 'SendGrid',
    kind: 'JSON',
    body: { as: 'JSON', content: 'MailEvents', limit: 2048 * kilobyte, anyType: true },
  },
  ListProspects: {
    ...staffJson,
    route: 'api/prospects',
  },
  GetProspect: {
    ...staffJson,
    route: 'api/prospects/{prospectId}',
  },
  ExportProspect: {
    ...staffJson,
    caller: admin,
    route: 'api/prospects/{prospectId}/export',
  },
  ExportCustomer: {
    ...staffJson,
    caller: admin,
    route: 'api/customers/{customerId}/export',
  },
  ListPartners: {
    ...staffJson,
    route: 'api/partners',
  },
  MakePartner: {
    methods: ['POST'],
    caller: approver,
    kind: 'JSON',
    acts: { on: 'hierarchy', id: 'made', code: 'make-partner' },
    route: 'api/partners',
    body: { as: 'JSON', content: 'NewPartner', limit: 64 * kilobyte },
  },
  ImportPartners: {
    ...staffOrder,
    acts: importing,
    route: 'api/partners/import',
    body: { as: 'CSV', limit: 1024 * kilobyte },
  },
  ListUsers: {
    ...staffJson,
    route: 'api/users',
  },
  ListMails: {
    ...staffJson,
    route: 'api/mails',
  },
  LookAtProspect: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'look-at-prospect' },
    route: 'api/prospects/{prospectId}/look',
  },
  WriteLeadAgain: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'write-lead-again' },
    route: 'api/prospects/{prospectId}/lead',
  },
  ApproveProspect: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'approve-prospect' },
    route: 'api/prospects/{prospectId}/approve',
    body: { as: 'JSON', content: 'Approval', limit: 4 * kilobyte },
  },
  RejectProspect: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'reject-prospect' },
    route: 'api/prospects/{prospectId}/reject',
    body: { as: 'JSON', content: 'Rejection', limit: 4 * kilobyte },
  },
  AskQuestion: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'ask-question' },
    route: 'api/prospects/{prospectId}/ask',
    body: { as: 'JSON', content: 'Question', limit: 8 * kilobyte },
  },
  TakeBackQuestion: {
    ...staffOrder,
    acts: { on: 'prospect', id: 'prospectId', code: 'take-back-question' },
    route: 'api/prospects/{prospectId}/take-back-question',
    body: { as: 'JSON', content: 'Why', limit: 4 * kilobyte },
  },
  GetCustomer: {
    ...staffJson,
    route: 'api/customers/{customerId}',
  },
  LookAtCustomer: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'look-at-customer' },
    route: 'api/customers/{customerId}/look',
  },
  WriteCustomerAgain: {
    ...staffOrder,
    acts: { on: 'customer', id: 'customerId', code: 'write-customer-again' },
    route: 'api/customers/{customerId}/record',
  },
  WriteMissing: {
    ...staffOrder,
    acts: { on: 'dual-write', code: 'write-missing' },
    route: 'api/dual-write/missing',
  },
  ListJobs: {
    ...staffJson,
    route: 'api/jobs',
  },
  GetCustomerHierarchy: {
    ...staffJson,
    route: 'api/customer-hierarchies/{hierarchyId}',
  },
  GetMemberComparison: {
    ...staffJson,
    route: 'api/customer-hierarchies/{hierarchyId}/comparison',
  },
  HomePage: {
    ...get,
    // The template that matches the empty path: https://github.com/Azure/azure-functions-host/issues/3249
    route: '{ignored:maxlength(0)?}',
    caller: 'anyone',
    kind: 'site page',
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
  },
  ConfirmationPage: {
    ...get,
    route: 'sign-up/confirmation',
    caller: 'applicant',
    kind: 'site page',
  },
  StatusPage: {
    ...get,
    route: 'requests/{requestId}',
    caller: 'applicant',
    kind: 'site page',
  },
  StatusLinkPage: {
    methods: ['GET', 'POST'],
    route: 'status-link',
    caller: 'anyone',
    kind: 'site page',
    body: { as: 'form', limit: 4 * kilobyte },
    limited: true,
  },
  ConfirmAddressPage: {
    ...applicantForm,
    route: 'requests/{requestId}/address',
  },
  WithdrawPage: {
    ...applicantForm,
    route: 'requests/{requestId}/withdrawal',
  },
  AnswerPage: {
    ...applicantForm,
    route: 'requests/{requestId}/answer',
    body: { as: 'form', limit: 32 * kilobyte },
  },
  AccountSignInPage: {
    methods: ['GET', 'POST'],
    route: 'account/sign-in',
    caller: 'anyone',
    kind: 'site page',
    body: { as: 'form', limit: 4 * kilobyte },
    limited: true,
  },
  AccountLinkPage: {
    methods: ['GET', 'POST'],
    route: 'account/link/{linkId}',
    caller: 'anyone',
    kind: 'site page',
    body: { as: 'form', limit: kilobyte },
  },
  AccountPage: {
    ...partnerPage,
    route: 'account',
  },
  AccountOrganizationPage: {
    ...partnerForm,
    route: 'account/organization',
  },
  AccountUsersPage: {
    ...partnerPage,
    route: 'account/users',
  },
  AccountUserPage: {
    ...partnerPage,
    route: 'account/users/{userId}',
  },
  AddUserPage: {
    ...partnerForm,
    route: 'account/new-user',
  },
  ChangeUserPage: {
    ...partnerForm,
    route: 'account/users/{userId}/{action}',
  },
  AccountSignOut: {
    ...partnerForm,
    methods: ['POST'],
    route: 'account/sign-out',
  },
  SiteStylesheet: {
    ...get,
    route: 'assets/site.css',
    caller: 'anyone',
    kind: 'stylesheet',
  },
  StaffScript: {
    ...get,
    route: 'assets/headquarters.js',
    caller: 'anyone',
    kind: 'script',
  },
  HeadquartersPage: {
    ...staffPage,
    route: 'headquarters',
  },
  ProspectsPage: {
    ...staffPage,
    route: 'headquarters/prospects',
  },
  PartnersPage: {
    ...staffPage,
    route: 'headquarters/partners',
  },
  NewPartnerPage: {
    ...shownForm,
    acts: { on: 'hierarchy', id: 'made', code: 'make-partner' },
    route: 'headquarters/new-partner',
    // As many contacts as are offered can be ticked.
    body: { as: 'form', limit: 64 * kilobyte },
  },
  NewCustomerPage: {
    ...shownForm,
    acts: { on: 'customer', id: 'made', code: 'make-customer' },
    route: 'headquarters/new-customer',
    body: { as: 'form', limit: 32 * kilobyte },
  },
  ImportPartnersPage: {
    ...shownForm,
    acts: importing,
    route: 'headquarters/partner-imports',
    // A file that is somewhat too large is told so by its page.
    body: { as: 'file', limit: 1536 * kilobyte },
  },
  UsersPage: {
    ...staffPage,
    route: 'headquarters/users',
  },
  MailsPage: {
    ...staffPage,
    route: 'headquarters/mails',
  },
  MailPage: {
    ...shownForm,
    acts: { on: 'mail', id: 'ownerId', code: 'send-mail-again' },
    route: 'headquarters/mails/{ownerId}/{mailNumber}',
  },
  HeldRequestsPage: {
    ...staffPage,
    route: 'headquarters/held-requests',
  },
  ChangeHeldRequest: {
    ...staffForm,
    route: 'headquarters/held-requests/{requestId}/{action}',
    acts: {
      on: 'request',
      id: 'requestId',
      byAction: { 'take-in': 'take-in-request', discard: 'discard-request' },
    },
  },
  ProspectPage: {
    ...staffPage,
    route: 'headquarters/prospects/{prospectId}',
  },
  RepairProspect: {
    ...staffForm,
    acts: {
      on: 'prospect',
      id: 'prospectId',
      byAction: { look: 'look-at-prospect', 'write-lead': 'write-lead-again' },
    },
    route: 'headquarters/prospects/{prospectId}/repair/{action}',
  },
  DecideProspectPage: {
    ...shownForm,
    acts: {
      on: 'prospect',
      id: 'prospectId',
      byAction: {
        approve: 'approve-prospect',
        reject: 'reject-prospect',
        'take-back': 'take-back-decision',
        confirm: 'confirm-decision',
        decline: 'decline-decision',
        reopen: 'reopen-prospect',
        dismiss: 'dismiss-flag',
      },
    },
    route: 'headquarters/prospects/{prospectId}/{action}',
  },
  AskQuestionPage: {
    ...shownForm,
    acts: {
      on: 'prospect',
      id: 'prospectId',
      byAction: { ask: 'ask-question', 'take-back': 'take-back-question' },
    },
    route: 'headquarters/prospects/{prospectId}/question/{action}',
    body: { as: 'form', limit: 16 * kilobyte },
  },
  ChangeDecisionMail: {
    ...staffForm,
    acts: {
      on: 'prospect',
      id: 'prospectId',
      byAction: { withhold: 'withhold-mail', send: 'send-mail', again: 'send-mail-again', settle: 'settle-mail' },
    },
    route: 'headquarters/prospects/{prospectId}/mail/{action}',
  },
  ProspectExportPage: {
    ...staffPage,
    caller: admin,
    route: 'headquarters/exports/prospects/{prospectId}',
  },
  CustomerExportPage: {
    ...staffPage,
    caller: admin,
    route: 'headquarters/exports/customers/{customerId}',
  },
  EraseProspectPage: {
    ...shownForm,
    caller: admin,
    acts: { on: 'prospect', id: 'prospectId', code: 'order-erasure' },
    route: 'headquarters/erasures/prospects/{prospectId}',
  },
  CustomerPage: {
    ...staffPage,
    route: 'headquarters/customers/{customerId}',
  },
  EditCustomerPage: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', code: 'edit-customer' },
    methods: ['GET', 'POST'],
    route: 'headquarters/customers/{customerId}/edit',
    body: { as: 'form', limit: 32 * kilobyte },
  },
  RepairCustomer: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', byAction: { look: 'look-at-customer', write: 'write-customer-again' } },
    route: 'headquarters/customers/{customerId}/repair/{action}',
  },
  CreditPage: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', code: 'change-credit' },
    methods: ['GET', 'POST'],
    route: 'headquarters/customers/{customerId}/credit',
  },
  SettleCredit: {
    ...staffForm,
    acts: { on: 'customer', id: 'customerId', byAction: { confirm: 'confirm-credit', withdraw: 'withdraw-credit' } },
    route: 'headquarters/customers/{customerId}/credit/{action}',
  },
  CustomerHierarchyPage: {
    ...staffPage,
    route: 'headquarters/customer-hierarchies/{hierarchyId}',
  },
  EditHierarchyPage: {
    ...shownForm,
    acts: { on: 'hierarchy', id: 'hierarchyId', code: 'edit-hierarchy' },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/edit',
    body: { as: 'form', limit: 8 * kilobyte },
  },
  CompareMembersPage: {
    ...staffPage,
    route: 'headquarters/customer-hierarchies/{hierarchyId}/compare',
  },
  OverrideMembersPage: {
    ...shownForm,
    acts: { on: 'hierarchy', id: 'hierarchyId', code: 'override-members' },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/override',
    // What was shown of every member comes back.
    body: { as: 'form', limit: 256 * kilobyte },
  },
  UndoOverride: {
    ...staffForm,
    acts: { on: 'hierarchy', id: 'hierarchyId', code: 'undo-override' },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/override/{overrideId}/undo',
  },
  ChangePartnerUserPage: {
    ...shownForm,
    acts: {
      on: 'hierarchy',
      id: 'hierarchyId',
      byAction: {
        'make-admin': 'change-user-role',
        'make-user': 'change-user-role',
        'hand-over': 'hand-over-partner',
        disable: 'disable-user',
        enable: 'enable-user',
        remove: 'remove-user',
        invite: 'invite-user',
      },
    },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/users/{userId}/{action}',
  },
  ChangePartnerPage: {
    ...shownForm,
    acts: {
      on: 'hierarchy',
      id: 'hierarchyId',
      byAction: { suspend: 'suspend-partner', resume: 'resume-partner', end: 'end-partner' },
    },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/partner/{action}',
  },
  AddPartnerUserPage: {
    ...shownForm,
    acts: { on: 'hierarchy', id: 'hierarchyId', code: 'add-user' },
    route: 'headquarters/customer-hierarchies/{hierarchyId}/add-user',
    body: { as: 'form', limit: 8 * kilobyte },
  },
  ContactsPage: {
    ...staffPage,
    withSales: true,
    caller: approver,
    route: 'headquarters/customer-hierarchies/{hierarchyId}/contacts',
  },
  ListAudit: {
    ...staffJson,
    caller: admin,
    route: 'api/audit',
  },
  AuditPage: {
    ...staffPage,
    caller: admin,
    route: 'headquarters/audit',
  },
  MailTemplatesPage: {
    ...shownForm,
    caller: reader,
    acts: { on: 'mail-template', id: 'made', code: 'make-mail-template' },
    route: 'headquarters/mail-templates',
  },
  MailTemplatePage: {
    ...staffPage,
    route: 'headquarters/mail-templates/{templateId}',
  },
  ChangeMailTemplate: {
    ...staffForm,
    acts: {
      on: 'mail-template',
      id: 'templateId',
      byAction: {
        save: 'edit-mail-template',
        return: 'return-mail-template',
        sender: 'change-mail-sender',
        preview: 'preview-mail-template',
        test: 'test-mail-template',
      },
    },
    route: 'headquarters/mail-templates/{templateId}/{action}',
    // A character may take nine in a form.
    body: { as: 'form', limit: 128 * kilobyte },
  },
  MailProfilePage: {
    ...shownForm,
    caller: reader,
    acts: { on: 'mail-profile', id: 'channelName', code: 'edit-mail-profile' },
    route: 'headquarters/mail-profiles/{channelName}',
  },
  JobsPage: {
    ...staffPage,
    route: 'headquarters/jobs',
  },
  RunJob: {
    ...staffForm,
    acts: { on: 'job', id: 'jobName', code: 'run-job' },
    route: 'headquarters/jobs/{jobName}/run',
  },
  DualWritePage: {
    ...staffPage,
    route: 'headquarters/dual-write',
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
  },
  ChangeCatchUpError: {
    ...staffForm,
    acts: { on: 'error', id: 'errorId', byAction: { retry: 'retry-error', dismiss: 'dismiss-error' } },
    route: 'headquarters/dual-write/errors/{errorId}/{action}',
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
