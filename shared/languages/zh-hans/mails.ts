// The decision mails in Simplified Chinese.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `${name}，您好！`,
  greetingWithoutName: '您好！',
  approved: {
    subject: (companyName) => `${terms.yourRequest}${terms.approved}：${companyName}`,
    preheader: {
      Admin: '您现在可以登录，并为贵公司添加用户。',
      User: '您现在可以登录，并代表贵公司下单。',
    },
    heading: `${terms.yourRequest}${terms.approved}`,
    paragraphs: (company) => [
      company
        ? `我们很高兴地通知您，贵公司${company}成为业务合作伙伴的申请${terms.approved}。`
        : `我们很高兴地通知您，贵公司成为业务合作伙伴的申请${terms.approved}。`,
      '您现在可以使用收到此邮件的电子邮件地址登录我们的网站。',
    ],
    role: {
      Admin: '您是贵公司在网站上的管理员，可以添加用户，让他们登录网站并代表贵公司下单。',
      User: '您是贵公司在网站上的用户，可以登录网站并代表贵公司下单。其他用户由贵公司的管理员添加。',
    },
    viewRequest: '查看您的申请',
  },
  rejected: {
    preheader: '我们已审核贵公司的申请。',
    heading: '您的申请审核结果',
    paragraphs: (company) => [
      '感谢您希望成为我们的业务合作伙伴。',
      company
        ? `我们认真审核了贵公司${company}的申请，很遗憾，未能予以${terms.approve}。`
        : `我们认真审核了贵公司的申请，很遗憾，未能予以${terms.approve}。`,
      '感谢您付出的时间，祝您工作顺利，祝贵公司事业兴旺。',
    ],
  },
  closing: '顺颂商祺',
  whyReceived: '您收到此邮件，是因为一份业务合作伙伴申请。',
}
