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
  AnswerOnboardingRequest: {
    succeeds: { 202: 'Answered' },
    refuses: ['not-found', 'invalid-request', 'no-open-question'],
    about:
      'Answers what is asked of the applicant, and corrects the fields that are asked for. The first answer counts; the same question answered again is the same answer.',
  },
  GetOpenApi: {
    about: 'Description of the interface, as OpenAPI 3.1.',
    succeeds: { 200: 'OpenApi' },
  },
  GetAsyncApi: {
    about: 'Description of what sites are told, as AsyncAPI 3.0.',
    succeeds: { 200: 'AsyncApi' },
  },
  Health: {
    about: 'Whether requests can be stored; staff learn which neighbour is out of reach.',
    succeeds: { 200: 'Health' },
  },
  GetMe: {
    parameters: ['organization'],
    succeeds: { 200: 'Me' },
    about: 'The user whom the token is about, and the organizations that the user may act for.',
  },
  GetOrganization: {
    parameters: ['organization'],
    succeeds: { 200: 'Organization' },
    about: 'The organization of the user.',
  },
  ListOrganizationUsers: {
    parameters: ['organization', 'users'],
    succeeds: { 200: 'UserList' },
    refuses: ['invalid-request'],
    about: 'The users of the organization, for its Admins.',
  },
  AddOrganizationUser: {
    parameters: ['organization', 'Idempotency-Key'],
    succeeds: { 202: 'UserAdded' },
    refuses: [
      'invalid-request',
      'invalid-idempotency-key',
      'idempotency-key-reused',
      'already-a-user',
      'too-many-users',
      'roles-by-headquarters',
    ],
    about: 'Asks for a new user; 202 means that it is stored. Headquarters decides with its next runs.',
  },
  ChangeOrganizationUser: {
    parameters: ['organization', 'If-Match'],
    succeeds: { 202: 'UserChangeAsked' },
    refuses: [
      'invalid-request',
      'not-found',
      'precondition-required',
      'changed-meanwhile',
      'change-pending',
      'last-admin',
      'already-a-user',
      'already-so',
      'deactivated-in-sales',
      'roles-by-headquarters',
    ],
    about: 'Asks to change a user: fields and role, or the status with a reason.',
  },
  RemoveOrganizationUser: {
    parameters: ['organization', 'If-Match'],
    succeeds: { 202: 'UserChangeAsked' },
    refuses: ['not-found', 'precondition-required', 'changed-meanwhile', 'change-pending', 'last-admin'],
    about: 'Asks to remove a user from the organization.',
  },
  InviteOrganizationUser: {
    parameters: ['organization'],
    succeeds: { 202: 'UserChangeAsked' },
    refuses: ['not-found', 'change-pending', 'not-active', 'invited-too-often'],
    about: 'Asks to tell an Active user once more by mail that it may sign in; five times a day at the most.',
  },
  FindChannelUsers: {
    parameters: ['siteCaller', 'channelUsers'],
    succeeds: { 200: 'ChannelUsers' },
    refuses: ['invalid-cursor'],
    about: 'Who has an e-mail address among the users of the channel; without one all of them, page by page.',
  },
  ReadChannelChanges: {
    parameters: ['siteCaller', 'changes'],
    succeeds: { 200: 'ChangeList' },
    refuses: ['invalid-request', 'invalid-cursor', 'cursor-too-old'],
    about: 'What changed on the channel since a cursor: at least once, in order for each id; as CloudEvents by Accept.',
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
  ExportProspect: {
    refuses: ['not-found'],
    about: 'Everything that is kept of a request, as a file.',
    succeeds: { 200: 'ProspectExport' },
  },
  ExportCustomer: {
    refuses: ['not-found'],
    about: 'Everything that is kept of an organization or a person, with its requests, as a file.',
    succeeds: { 200: 'CustomerExport' },
  },
  ListPartners: {
    parameters: ['partners'],
    refuses: ['invalid-request'],
    about: 'The list Partners: every customer hierarchy, newest first, or what a search finds.',
    succeeds: { 200: 'PartnerList' },
  },
  MakePartner: {
    parameters: ['Idempotency-Key'],
    succeeds: { 202: 'PartnerMade' },
    refuses: [
      'invalid-request',
      'invalid-idempotency-key',
      'idempotency-key-reused',
      'not-found',
      'already-a-partner',
      'address-taken',
      'too-many-users',
    ],
    about:
      'Makes a partner that no onboarding made: its organization, a new one or one that is here, its hierarchy and its users.',
  },
  ImportPartners: {
    parameters: ['Idempotency-Key', 'preview'],
    succeeds: { 200: 'PartnerImport', 202: 'PartnerImport' },
    refuses: ['invalid-request', 'invalid-idempotency-key', 'idempotency-key-reused'],
    about:
      'Imports partners from a file (text/csv, at most 500 rows and 1 MB), or says with preview=true what would become of each row. The same call again says what has become of them.',
  },
  ListUsers: {
    parameters: ['partnerUsers'],
    refuses: ['invalid-request'],
    about: 'The list Users: everybody who is or was a user of a partner, newest first, or what a search finds.',
    succeeds: { 200: 'PartnerUserList' },
  },
  ListMails: {
    parameters: ['mails'],
    refuses: ['invalid-request'],
    about: 'The list E-mails: every mail to an applicant or a user of a partner, newest first, or those of a number.',
    succeeds: { 200: 'MailList' },
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
  ApproveProspect: {
    succeeds: { 202: 'Decided' },
    refuses: ['not-found', 'invalid-request', 'not-to-be-decided', 'changed-meanwhile'],
    about:
      'Approves a prospect in headquarters: where Sales cannot decide, or `APPROVAL_DESK=headquarters`. It takes effect when the time to take it back is over.',
  },
  RejectProspect: {
    succeeds: { 202: 'Decided' },
    refuses: ['not-found', 'invalid-request', 'not-to-be-decided', 'changed-meanwhile'],
    about: 'Rejects a prospect in headquarters, for a reason of the setting REJECT_REASONS.',
  },
  AskQuestion: {
    succeeds: { 202: 'AskedApplicant' },
    refuses: ['not-found', 'invalid-request', 'not-to-be-asked', 'changed-meanwhile'],
    about:
      'Asks the applicant of an open prospect something; the clock of the stage stands still until it is answered.',
  },
  TakeBackQuestion: {
    succeeds: { 202: 'AskedApplicant' },
    refuses: ['not-found', 'invalid-request', 'no-open-question', 'changed-meanwhile'],
    about: 'Takes back the question that is open.',
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
  GetMemberComparison: {
    refuses: ['not-found'],
    about:
      'The members of a customer hierarchy and their terms, what differs from the first Admin, and overrides that can be undone.',
    succeeds: { 200: 'MemberComparison' },
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
  StatusLinkPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request'],
    about: 'Has the links to the requests of an e-mail address mailed to it, with the same answer for every address.',
  },
  ConfirmAddressPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'Where the link of the mail Request received leads; its button confirms the address.',
  },
  WithdrawPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'Asks whether a request shall be withdrawn; its button withdraws it.',
  },
  AnswerPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'no-open-question'],
    about: 'Takes the answer to what is asked on the status page, and shows that page again where it is not taken.',
  },
  AccountSignInPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request', 'not-found'],
    about: 'Asks for an e-mail address and mails a link to sign in, if it is one of a user.',
  },
  AccountLinkPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'Where a mailed link leads; its button signs in, once and in the browser that asked for the link.',
  },
  AccountPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'One’s own details and organization, or the form to sign in.',
  },
  AccountOrganizationPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found'],
    about: 'The choice of an organization, for users of several.',
  },
  AccountUsersPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'forbidden'],
    about: 'The users of an organization, for its Admins.',
  },
  AccountUserPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'forbidden'],
    about: 'One user of the organization.',
  },
  AddUserPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'forbidden', 'invalid-request', 'changed-meanwhile'],
    about: 'Adds a user to the organization.',
  },
  ChangeUserPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'forbidden', 'invalid-request', 'changed-meanwhile'],
    about: 'Edits a user, changes the role, disables, enables or removes it.',
  },
  AccountSignOut: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Ends a session.',
  },
  SiteStylesheet: {
    about: 'The stylesheet of all pages.',
    succeeds: { 200: 'stylesheet' },
  },
  StaffScript: {
    about: 'The keys of the pages of headquarters, the only script there is.',
    succeeds: { 200: 'script' },
  },
  HeadquartersPage: {
    succeeds: page,
    about: 'The page Overview: what came by week, what waits, errors, the bridge and the jobs.',
  },
  ProspectsPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The page All prospects, or what it shows as a file for a spreadsheet (`format=csv`, at most 200 lines).',
  },
  PartnersPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The page Partners, or what it shows as a file (`format=csv`).',
  },
  ImportPartnersPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request', 'not-found'],
    about: 'Shows what a file of partners would become, has them made, and says what became of each row.',
  },
  NewCustomerPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request', 'not-found'],
    about: 'Finds an organization here or in Sales, and makes a customer: a new one, or a person of one that is here.',
  },
  NewPartnerPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request', 'not-found', 'already-a-partner'],
    about: 'Finds an organization here or in Sales, and makes a partner of it or of a new one.',
  },
  UsersPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The page Users, or what it shows as a file (`format=csv`).',
  },
  MailsPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The page E-mails, or what it shows as a file (`format=csv`).',
  },
  MailPage: {
    succeeds: { ...page, ...redirection },
    refuses: ['not-found', 'invalid-request'],
    about: 'An e-mail to an applicant or a user, and what became of it; has it sent again to the address of by now.',
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
  DecideProspectPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about:
      'Asks once more, and approves or rejects a prospect in headquarters, takes that back, confirms it or not, opens a rejected one again, or dismisses a flag.',
  },
  AskQuestionPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'Says what will happen, and asks the applicant of an open prospect something, or takes that back.',
  },
  ChangeDecisionMail: {
    succeeds: redirection,
    refuses: ['not-found', 'invalid-request'],
    about:
      'Decides that no mail tells of the decision on a prospect, or that it does after all; has a mail sent again that did not arrive.',
  },
  ProspectExportPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'Everything that is kept of a request, to be read.',
  },
  CustomerExportPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'Everything that is kept of an organization or a person, with its requests, to be read.',
  },
  EraseProspectPage: {
    succeeds: { ...page, ...redirection },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'Asks once more, and erases everything personal of a rejected request.',
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
  CreditPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'The form to change the credit of an organization.',
  },
  SettleCredit: {
    succeeds: redirection,
    refuses: ['not-found', 'changed-meanwhile'],
    about: 'Confirms or withdraws a change of the credit that waits for a second person.',
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
  EditHierarchyPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about:
      'The form to name a customer hierarchy, and to say on which channels it buys and how many users it may have.',
  },
  CompareMembersPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'The members of a customer hierarchy side by side, with what differs from the first Admin.',
  },
  OverrideMembersPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'Shows what an override would change, and copies terms of the first Admin to members.',
  },
  UndoOverride: {
    succeeds: redirection,
    refuses: ['not-found'],
    about: 'Takes an override back where nobody changed the members since.',
  },
  ChangePartnerUserPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'Asks once more, and changes the role or the access of a user of a partner.',
  },
  ChangePartnerPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'Asks once more, and suspends, resumes or ends a partner.',
  },
  AddPartnerUserPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about: 'The form to add a user to a partner, or to link a person or a contact to it.',
  },
  ContactsPage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'Contacts of the account of a partner that are no users.',
  },
  ListAudit: {
    parameters: ['audit'],
    refuses: ['invalid-request'],
    about:
      'The audit trail: who did what, on what, when and why, newest first; with `of=changes` what changed prospects and customers.',
    succeeds: { 200: 'AuditList' },
  },
  AuditPage: {
    succeeds: page,
    refuses: ['invalid-request'],
    about: 'The audit trail as a page, or as a file for a spreadsheet (`format=csv`).',
  },
  MailTemplatesPage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['invalid-request'],
    about: 'The templates of mails and the profiles that choose among them; makes a template.',
  },
  MailTemplatePage: {
    succeeds: page,
    refuses: ['not-found'],
    about: 'A template of mails: its text in one language, how it looks, and its versions.',
  },
  ChangeMailTemplate: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'invalid-request', 'changed-meanwhile'],
    about:
      'Stores, previews or tries what a template of mails says in a language, returns to the built-in text, or chooses who its mails are sent by.',
  },
  MailProfilePage: {
    succeeds: { 200: 'page', 303: 'redirection' },
    refuses: ['not-found', 'changed-meanwhile'],
    about: 'Which mails are sent on a channel, and by which template.',
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
