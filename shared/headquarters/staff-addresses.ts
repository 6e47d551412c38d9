// Written by `npm run generate` from the tables of routes and acts: the lowest role that may open a page of headquarters, and
// the one that may press what is posted there, by the action in the address.

import type { Role } from './access.ts'

export type StaffAddress = {
  readonly open?: Role
  readonly press?: Readonly<Record<string, Role>>
  /** There only with Sales: all of it, or these actions. */
  readonly withSales?: true | readonly string[]
}

export const staffAddresses = {
  HeadquartersPage: {
    open: 'Headquarters.Reader',
  },
  ProspectsPage: {
    open: 'Headquarters.Reader',
  },
  PartnersPage: {
    open: 'Headquarters.Reader',
  },
  NewPartnerPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  NewCustomerPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  ImportPartnersPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  UsersPage: {
    open: 'Headquarters.Reader',
  },
  MailsPage: {
    open: 'Headquarters.Reader',
  },
  MailPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  HeldRequestsPage: {
    open: 'Headquarters.Reader',
  },
  ChangeHeldRequest: {
    press: {
      'take-in': 'Headquarters.Approver',
      discard: 'Headquarters.Approver',
    },
  },
  ProspectPage: {
    open: 'Headquarters.Reader',
  },
  RepairProspect: {
    press: {
      look: 'Headquarters.Approver',
      'write-lead': 'Headquarters.Approver',
    },
    withSales: ['look', 'write-lead'],
  },
  DecideProspectPage: {
    open: 'Headquarters.Approver',
    press: {
      approve: 'Headquarters.Approver',
      reject: 'Headquarters.Approver',
      'take-back': 'Headquarters.Approver',
      confirm: 'Headquarters.Approver',
      decline: 'Headquarters.Approver',
      reopen: 'Headquarters.Approver',
      dismiss: 'Headquarters.Approver',
    },
  },
  AskQuestionPage: {
    open: 'Headquarters.Approver',
    press: {
      ask: 'Headquarters.Approver',
      'take-back': 'Headquarters.Approver',
    },
  },
  ChangeDecisionMail: {
    press: {
      withhold: 'Headquarters.Approver',
      send: 'Headquarters.Approver',
      again: 'Headquarters.Approver',
      settle: 'Headquarters.Approver',
    },
  },
  ProspectExportPage: {
    open: 'Headquarters.Admin',
  },
  CustomerExportPage: {
    open: 'Headquarters.Admin',
  },
  EraseProspectPage: {
    open: 'Headquarters.Admin',
    press: { '': 'Headquarters.Admin' },
  },
  CustomerPage: {
    open: 'Headquarters.Reader',
  },
  EditCustomerPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  RepairCustomer: {
    press: {
      look: 'Headquarters.Approver',
      write: 'Headquarters.Approver',
    },
    withSales: ['look', 'write'],
  },
  CreditPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  SettleCredit: {
    press: {
      confirm: 'Headquarters.Approver',
      withdraw: 'Headquarters.Approver',
    },
  },
  CustomerHierarchyPage: {
    open: 'Headquarters.Reader',
  },
  EditHierarchyPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  CompareMembersPage: {
    open: 'Headquarters.Reader',
  },
  OverrideMembersPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  UndoOverride: {
    press: { '': 'Headquarters.Approver' },
  },
  ChangePartnerUserPage: {
    open: 'Headquarters.Approver',
    press: {
      'make-admin': 'Headquarters.Approver',
      'make-user': 'Headquarters.Approver',
      'hand-over': 'Headquarters.Approver',
      disable: 'Headquarters.Approver',
      enable: 'Headquarters.Approver',
      remove: 'Headquarters.Approver',
      invite: 'Headquarters.Approver',
    },
  },
  ChangePartnerPage: {
    open: 'Headquarters.Approver',
    press: {
      suspend: 'Headquarters.Approver',
      resume: 'Headquarters.Approver',
      end: 'Headquarters.Approver',
    },
  },
  AddPartnerUserPage: {
    open: 'Headquarters.Approver',
    press: { '': 'Headquarters.Approver' },
  },
  ContactsPage: {
    open: 'Headquarters.Approver',
    withSales: true,
  },
  AuditPage: {
    open: 'Headquarters.Admin',
  },
  MailTemplatesPage: {
    open: 'Headquarters.Reader',
    press: { '': 'Headquarters.Admin' },
  },
  MailTemplatePage: {
    open: 'Headquarters.Reader',
  },
  ChangeMailTemplate: {
    press: {
      save: 'Headquarters.Admin',
      return: 'Headquarters.Admin',
      sender: 'Headquarters.Admin',
      preview: 'Headquarters.Admin',
      test: 'Headquarters.Admin',
    },
  },
  MailProfilePage: {
    open: 'Headquarters.Reader',
    press: { '': 'Headquarters.Admin' },
  },
  JobsPage: {
    open: 'Headquarters.Reader',
  },
  RunJob: {
    press: { '': 'Headquarters.Admin' },
  },
  DualWritePage: {
    open: 'Headquarters.Reader',
  },
  ChangeDualWrite: {
    press: {
      pause: 'Headquarters.Admin',
      resume: 'Headquarters.Admin',
      'retry-all': 'Headquarters.Approver',
      'retry-selected': 'Headquarters.Approver',
      'write-missing': 'Headquarters.Approver',
      'compare-all': 'Headquarters.Approver',
    },
    withSales: ['pause', 'resume', 'write-missing', 'compare-all'],
  },
  ChangeCatchUpError: {
    press: {
      retry: 'Headquarters.Approver',
      dismiss: 'Headquarters.Admin',
    },
  },
} as const satisfies Readonly<Record<string, StaffAddress>>
