// Which address of the shop is which page.

import { readFileSync } from 'node:fs'
import { accountPage, chooseOrganization } from './account-pages.ts'
import { browserPage, browserStatement, browserTexts } from './browser-page.ts'
import { homePage, welcomePage } from './home-pages.ts'
import { file } from './http.ts'
import { partnerFormPage, sendPartnerForm } from './partner-form.ts'
import {
  askPassword,
  askPasswordPage,
  passwordPage,
  setPassword,
  signIn,
  signInPage,
  signOut,
} from './sign-in-pages.ts'
import { addUser, addUserPage, changeUser, userPage } from './user-pages.ts'
import { usersPage } from './users-page.ts'
import type { Handler } from './visit.ts'

const asset = (name: string, type: string): Handler => {
  const content = readFileSync(new URL(name, import.meta.url), 'utf8')
  return () => file(type, content)
}

const routes: Readonly<Record<string, Handler>> = {
  'GET /': homePage,
  'GET /welcome': welcomePage,
  'GET /become-a-partner': partnerFormPage,
  'POST /become-a-partner': sendPartnerForm,
  'GET /sign-in': signInPage,
  'POST /sign-in': signIn,
  'POST /sign-out': signOut,
  'GET /password': askPasswordPage,
  'POST /password': askPassword,
  'GET /password/{id}': passwordPage,
  'POST /password/{id}': setPassword,
  'GET /account': accountPage,
  'POST /account/organization': chooseOrganization,
  'POST /account/statement': browserStatement,
  'GET /account/users': usersPage,
  'GET /account/users/add': addUserPage,
  'POST /account/users/add': addUser,
  'GET /account/users/{id}': userPage,
  'POST /account/users/{id}': changeUser,
  'GET /account/browser': browserPage,
  'GET /account/browser/texts': browserTexts,
  'GET /style.css': asset('style.css', 'text/css'),
  'GET /users-in-browser.js': asset('users-in-browser.js', 'text/javascript'),
}

/** The code of an address, and the last part of it where that is an id. */
export const routeOf = (method: string, path: string): { handler: Handler; id: string } | undefined => {
  const exact = `${method} ${path}`
  const own = Object.hasOwn(routes, exact) ? routes[exact] : undefined
  if (own) return { handler: own, id: '' }
  const at = exact.lastIndexOf('/') + 1
  const id = exact.slice(at)
  const handler = /^[\w-]{20,64}$/.test(id) ? routes[`${exact.slice(0, at)}{id}`] : undefined
  return handler && { handler, id }
}
