// The code behind every address that a first request hardly needs. It is loaded by the first use of any of them; the compiler
// holds it to the table of routes.

import { accountLinkPage } from './account/account-link-page.ts'
import { accountOrganizationPage } from './account/account-organization-page.ts'
import { accountPage } from './account/account-page.ts'
import { accountSignInPage } from './account/account-sign-in-page.ts'
import { accountSignOut } from './account/account-sign-out.ts'
import { accountUserPage } from './account/account-user-page.ts'
import { accountUsersPage } from './account/account-users-page.ts'
import { addUserPage } from './account/add-user-page.ts'
import { changeUserPage } from './account/change-user-page.ts'
import { answerOnboardingRequest } from './channel/answer-onboarding-request.ts'
import { answerPage } from './channel/answer-page.ts'
import { confirmAddressPage } from './channel/confirm-address-page.ts'
import { confirmationPage } from './channel/confirmation-page.ts'
import { getAsyncApi } from './channel/get-async-api.ts'
import { getOpenApi } from './channel/get-open-api.ts'
import { homePage } from './channel/home-page.ts'
import { signUpAgain, signUpPage } from './channel/sign-up-page.ts'
import { findChannelUsers, readChannelChanges } from './channel/site-calls.ts'
import { siteStylesheet } from './channel/site-stylesheet.ts'
import { statusLinkPage } from './channel/status-link-page.ts'
import { statusPage } from './channel/status-page.ts'
import { getMe, getOrganization, listOrganizationUsers } from './channel/user-calls.ts'
import {
  addOrganizationUser,
  changeOrganizationUser,
  inviteOrganizationUser,
  removeOrganizationUser,
} from './channel/user-changes.ts'
import { withdrawPage } from './channel/withdraw-page.ts'
import { receiveSalesEvent } from './dual-write/receive-sales-event.ts'
import { addPartnerUserPage } from './headquarters/add-partner-user-page.ts'
import { approveProspect } from './headquarters/approve-prospect.ts'
import { askQuestion } from './headquarters/ask-question.ts'
import { askQuestionPage } from './headquarters/ask-question-page.ts'
import { auditPage } from './headquarters/audit-page.ts'
import { changeCatchUpError } from './headquarters/change-catch-up-error.ts'
import { changeDecisionMail } from './headquarters/change-decision-mail.ts'
import { changeDualWrite } from './headquarters/change-dual-write.ts'
import { changeHeldRequest } from './headquarters/change-held-request.ts'
import { changeMailTemplate } from './headquarters/change-mail-template.ts'
import { changePartnerPage } from './headquarters/change-partner-page.ts'
import { changePartnerUserPage } from './headquarters/change-partner-user-page.ts'
import { compareMembersPage } from './headquarters/compare-members-page.ts'
import { contactsPage } from './headquarters/contacts-page.ts'
import { creditPage } from './headquarters/credit-page.ts'
import { customerExportPage } from './headquarters/customer-export-page.ts'
import { customerHierarchyPage } from './headquarters/customer-hierarchy-page.ts'
import { customerPage } from './headquarters/customer-page.ts'
import { decideProspectPage } from './headquarters/decide-prospect-page.ts'
import { dualWritePage } from './headquarters/dual-write-page.ts'
import { editCustomerPage } from './headquarters/edit-customer-page.ts'
import { editHierarchyPage } from './headquarters/edit-hierarchy-page.ts'
import { eraseProspectPage } from './headquarters/erase-prospect-page.ts'
import { exportCustomer } from './headquarters/export-customer.ts'
import { exportProspect } from './headquarters/export-prospect.ts'
import { getCustomer } from './headquarters/get-customer.ts'
import { getCustomerHierarchy } from './headquarters/get-customer-hierarchy.ts'
import { getMemberComparison } from './headquarters/get-member-comparison.ts'
import { getProspect } from './headquarters/get-prospect.ts'
import { headquartersPage } from './headquarters/headquarters-page.ts'
import { health } from './headquarters/health.ts'
import { heldRequestsPage } from './headquarters/held-requests-page.ts'
import { importPartners } from './headquarters/import-partners.ts'
import { importPartnersPage } from './headquarters/import-partners-page.ts'
import { jobsPage } from './headquarters/jobs-page.ts'
import { listAudit } from './headquarters/list-audit.ts'
import { listJobs } from './headquarters/list-jobs.ts'
import { listMails } from './headquarters/list-mails.ts'
import { listPartners } from './headquarters/list-partners.ts'
import { listProspects } from './headquarters/list-prospects.ts'
import { listUsers } from './headquarters/list-users.ts'
import { lookAtCustomer } from './headquarters/look-at-customer.ts'
import { lookAtProspect } from './headquarters/look-at-prospect.ts'
import { mailPage } from './headquarters/mail-page.ts'
import { mailProfilePage } from './headquarters/mail-profile-page.ts'
import { mailTemplatePage } from './headquarters/mail-template-page.ts'
import { mailTemplatesPage } from './headquarters/mail-templates-page.ts'
import { mailsPage } from './headquarters/mails-page.ts'
import { makePartner } from './headquarters/make-partner.ts'
import { newCustomerPage } from './headquarters/new-customer-page.ts'
import { newPartnerPage } from './headquarters/new-partner-page.ts'
import { overrideMembersPage } from './headquarters/override-members-page.ts'
import { partnersPage } from './headquarters/partners-page.ts'
import { prospectExportPage } from './headquarters/prospect-export-page.ts'
import { prospectPage } from './headquarters/prospect-page.ts'
import { prospectsPage } from './headquarters/prospects-page.ts'
import { rejectProspect } from './headquarters/reject-prospect.ts'
import { repairCustomer } from './headquarters/repair-customer.ts'
import { repairProspect } from './headquarters/repair-prospect.ts'
import { runJob } from './headquarters/run-job.ts'
import { settleCredit } from './headquarters/settle-credit.ts'
import { staffScript } from './headquarters/staff-script.ts'
import { takeBackQuestion } from './headquarters/take-back-question.ts'
import { undoOverride } from './headquarters/undo-override.ts'
import { usersPage } from './headquarters/users-page.ts'
import { writeCustomerAgain } from './headquarters/write-customer-again.ts'
import { writeLeadAgain } from './headquarters/write-lead-again.ts'
import { writeMissing } from './headquarters/write-missing.ts'
import { receiveMailEvents } from './mail/receive-mail-events.ts'
import type { RouteName, routes } from './routes.ts'
import type { Handler, ShowAgain } from './visit.ts'
import { withStores } from './with-stores.ts'

/** The rows of the table that name no code of their own. */
type Late = { [Name in RouteName]: (typeof routes)[Name] extends { handler: Handler } ? never : Name }[RouteName]

export const handlers: Readonly<Record<Late, Handler>> = {
  GetOpenApi: getOpenApi,
  GetAsyncApi: getAsyncApi,
  GetMe: getMe,
  GetOrganization: getOrganization,
  ListOrganizationUsers: listOrganizationUsers,
  AddOrganizationUser: addOrganizationUser,
  ChangeOrganizationUser: changeOrganizationUser,
  RemoveOrganizationUser: removeOrganizationUser,
  InviteOrganizationUser: inviteOrganizationUser,
  FindChannelUsers: findChannelUsers,
  ReadChannelChanges: readChannelChanges,
  Health: health,
  ReceiveSalesEvent: receiveSalesEvent,
  ReceiveMailEvents: receiveMailEvents,
  HomePage: homePage,
  SignUpPage: signUpPage,
  ConfirmationPage: confirmationPage,
  ConfirmAddressPage: confirmAddressPage,
  StatusPage: statusPage,
  StatusLinkPage: statusLinkPage,
  WithdrawPage: withdrawPage,
  AnswerPage: answerPage,
  AnswerOnboardingRequest: answerOnboardingRequest,
  AccountSignInPage: accountSignInPage,
  AccountLinkPage: accountLinkPage,
  AccountPage: accountPage,
  AccountOrganizationPage: accountOrganizationPage,
  AccountUsersPage: accountUsersPage,
  AccountUserPage: accountUserPage,
  AddUserPage: addUserPage,
  ChangeUserPage: changeUserPage,
  AccountSignOut: accountSignOut,
  SiteStylesheet: siteStylesheet,
  StaffScript: staffScript,
  ChangeHeldRequest: changeHeldRequest,
  RunJob: runJob,
  ListProspects: withStores(listProspects),
  ExportProspect: withStores(exportProspect),
  ExportCustomer: withStores(exportCustomer),
  ListPartners: withStores(listPartners),
  MakePartner: withStores(makePartner),
  ListUsers: withStores(listUsers),
  ListMails: withStores(listMails),
  GetProspect: withStores(getProspect),
  LookAtProspect: withStores(lookAtProspect),
  WriteLeadAgain: withStores(writeLeadAgain),
  ApproveProspect: withStores(approveProspect),
  AskQuestion: withStores(askQuestion),
  TakeBackQuestion: withStores(takeBackQuestion),
  RejectProspect: withStores(rejectProspect),
  GetCustomer: withStores(getCustomer),
  LookAtCustomer: withStores(lookAtCustomer),
  WriteCustomerAgain: withStores(writeCustomerAgain),
  WriteMissing: withStores(writeMissing),
  ListJobs: withStores(listJobs),
  GetCustomerHierarchy: withStores(getCustomerHierarchy),
  HeadquartersPage: withStores(headquartersPage),
  ProspectsPage: withStores(prospectsPage),
  PartnersPage: withStores(partnersPage),
  NewPartnerPage: withStores(newPartnerPage),
  NewCustomerPage: withStores(newCustomerPage),
  ImportPartners: withStores(importPartners),
  ImportPartnersPage: withStores(importPartnersPage),
  UsersPage: withStores(usersPage),
  MailsPage: withStores(mailsPage),
  MailPage: withStores(mailPage),
  HeldRequestsPage: withStores(heldRequestsPage),
  ProspectPage: withStores(prospectPage),
  RepairProspect: withStores(repairProspect),
  DecideProspectPage: withStores(decideProspectPage),
  AskQuestionPage: withStores(askQuestionPage),
  ChangeDecisionMail: withStores(changeDecisionMail),
  ProspectExportPage: withStores(prospectExportPage),
  CustomerExportPage: withStores(customerExportPage),
  EraseProspectPage: withStores(eraseProspectPage),
  CustomerPage: withStores(customerPage),
  EditCustomerPage: withStores(editCustomerPage),
  CreditPage: withStores(creditPage),
  SettleCredit: withStores(settleCredit),
  RepairCustomer: withStores(repairCustomer),
  CustomerHierarchyPage: withStores(customerHierarchyPage),
  ChangePartnerUserPage: withStores(changePartnerUserPage),
  ChangePartnerPage: withStores(changePartnerPage),
  EditHierarchyPage: withStores(editHierarchyPage),
  CompareMembersPage: withStores(compareMembersPage),
  OverrideMembersPage: withStores(overrideMembersPage),
  UndoOverride: withStores(undoOverride),
  GetMemberComparison: withStores(getMemberComparison),
  AddPartnerUserPage: withStores(addPartnerUserPage),
  ContactsPage: withStores(contactsPage),
  ListAudit: withStores(listAudit),
  AuditPage: withStores(auditPage),
  MailTemplatesPage: withStores(mailTemplatesPage),
  MailTemplatePage: withStores(mailTemplatePage),
  ChangeMailTemplate: withStores(changeMailTemplate),
  MailProfilePage: withStores(mailProfilePage),
  JobsPage: withStores(jobsPage),
  DualWritePage: withStores(dualWritePage),
  ChangeDualWrite: withStores(changeDualWrite),
  ChangeCatchUpError: withStores(changeCatchUpError),
}

/** What shows the form again that strangers fill in. */
export const showAgain: ShowAgain = signUpAgain

const byName: ReadonlyMap<string, Handler> = new Map(Object.entries(handlers))

/** The code of a row. @throws Error for a row that has none here */
export const handlerOf = (name: string): Handler => {
  const handler = byName.get(name)
  if (!handler) throw new Error(`The table of routes names no code for ${name}.`)
  return handler
}
