// The decision mails in Russian.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

/** Whose it is, with the company's name or without. */
const ofCompany = (company: string | undefined): string =>
  company === undefined ? 'вашей компании' : `компании ${company}`

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Здравствуйте, ${name}!`,
  greetingWithoutName: 'Здравствуйте!',
  approved: {
    subject: (companyName) => `${terms.yourRequest} ${terms.approved}: ${companyName}`,
    preheader: {
      Admin: 'Теперь вы можете войти на сайт и добавить пользователей вашей компании.',
      User: 'Теперь вы можете войти на сайт и оформлять заказы от имени вашей компании.',
    },
    heading: `${terms.yourRequest} ${terms.approved}`,
    paragraphs: (company) => [
      `Рады сообщить, что заявка ${ofCompany(company)} на деловое партнерство ${terms.approved}.`,
      'Теперь вы можете войти на наш сайт, используя адрес электронной почты, на который пришло это письмо.',
    ],
    role: {
      Admin:
        'На сайте вы являетесь администратором своей компании: вы можете добавлять пользователей, которые смогут входить на сайт и оформлять заказы от ее имени.',
      User: 'На сайте вы являетесь пользователем своей компании: вы можете входить на сайт и оформлять заказы от ее имени. Других пользователей добавляет администратор компании.',
    },
    viewRequest: 'Посмотреть заявку',
  },
  rejected: {
    subject: (companyName) => `Решение по вашей заявке: ${companyName}`,
    preheader: 'Мы рассмотрели заявку вашей компании.',
    heading: 'Решение по вашей заявке',
    paragraphs: (company) => [
      'Благодарим вас за желание стать нашим деловым партнером.',
      `Мы внимательно рассмотрели заявку ${ofCompany(company)}. К сожалению, мы не можем ее ${terms.approve}.`,
      'Спасибо за уделенное время. Желаем успехов вам и вашей компании.',
    ],
  },
  closing: 'С уважением,',
  whyReceived: 'Вы получили это письмо в связи с заявкой на деловое партнерство.',
}
