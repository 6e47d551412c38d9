// What the pages of headquarters say, in English: a file for each part.

import { addUser } from './pages/add-user.ts'
import { audit } from './pages/audit.ts'
import { changePartner } from './pages/change-partner.ts'
import { changeUser } from './pages/change-user.ts'
import { comparison } from './pages/comparison.ts'
import { contacts } from './pages/contacts.ts'
import { credit } from './pages/credit.ts'
import { customer } from './pages/customer.ts'
import { dualWrite } from './pages/dual-write.ts'
import { editCustomer } from './pages/edit-customer.ts'
import { editHierarchy } from './pages/edit-hierarchy.ts'
import { erase } from './pages/erase.ts'
import { error } from './pages/error.ts'
import { exported } from './pages/export.ts'
import { fieldErrors } from './pages/field-errors.ts'
import { heldRequests } from './pages/held-requests.ts'
import { hierarchy } from './pages/hierarchy.ts'
import { imports } from './pages/imports.ts'
import { jobs } from './pages/jobs.ts'
import { layout } from './pages/layout.ts'
import { lists } from './pages/lists.ts'
import { mail } from './pages/mail.ts'
import { mailTemplates } from './pages/mail-templates.ts'
import { mails } from './pages/mails.ts'
import { newCustomer } from './pages/new-customer.ts'
import { newPartner } from './pages/new-partner.ts'
import { override } from './pages/override.ts'
import { overview } from './pages/overview.ts'
import { partners } from './pages/partners.ts'
import { prospect } from './pages/prospect.ts'
import { prospects } from './pages/prospects.ts'
import { question } from './pages/question.ts'
import { ruling } from './pages/ruling.ts'
import { users } from './pages/users.ts'

export const pages = {
  addUser,
  audit,
  changePartner,
  changeUser,
  comparison,
  contacts,
  credit,
  customer,
  dualWrite,
  editCustomer,
  editHierarchy,
  error,
  fieldErrors,
  heldRequests,
  hierarchy,
  imports,
  jobs,
  layout,
  lists,
  erase,
  export: exported,
  mail,
  mailTemplates,
  mails,
  newCustomer,
  newPartner,
  override,
  overview,
  partners,
  prospect,
  prospects,
  question,
  ruling,
  users,
}
