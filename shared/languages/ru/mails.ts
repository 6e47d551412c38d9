// The decision mails in Russian.

import type { MailTexts } from '../mail-texts.ts'
import { inMail } from '../terms.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Здравствуйте, ${name}!`,
  greetingWithoutName: 'Здравствуйте!',
  approved: {
    subject: (companyName) => `${terms.yourRequest} ${terms.approved}: ${companyName}`,
    preheader: 'Теперь вы можете войти на сайт и добавить пользователей вашей компании.',
    heading: `${terms.yourRequest} ${terms.approved}`,
    paragraphs: (company) => [
      `Рады сообщить, что заявка компании ${company} на деловое партнерство ${terms.approved}.`,
      'Теперь вы можете войти на наш сайт, используя тот же адрес электронной почты, который указали в заявке.',
      'На сайте вы являетесь администратором своей компании: вы можете добавлять пользователей, которые смогут входить на сайт и оформлять заказы от ее имени.',
    ],
    viewRequest: 'Посмотреть заявку',
  },
  rejected: {
    subject: (companyName) => `Решение по вашей заявке: ${companyName}`,
    preheader: 'Мы рассмотрели заявку вашей компании.',
    heading: 'Решение по вашей заявке',
    paragraphs: (company) => [
      'Благодарим вас за желание стать нашим деловым партнером.',
      `Мы внимательно рассмотрели заявку компании ${company}. К сожалению, мы не можем ее ${inMail(terms.approve)}.`,
      'Спасибо за уделенное время. Желаем успехов вам и вашей компании.',
    ],
  },
  closing: 'С уважением,',
  whyReceived:
    'Вы получили это письмо, потому что этот адрес электронной почты был указан в заявке на деловое партнерство.',
}
