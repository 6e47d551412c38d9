// The mails to requestors in Simplified Chinese.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `${name}，您好！`,
  greetingWithoutName: '您好！',
  reference: (reference) => `来信或来电时，请告知申请编号：${reference}。`,
  received: {
    subject: (reference) => `我们已收到您的申请：${reference}`,
    preheader: '我们的团队会审核申请，并通过电子邮件答复您。',
    heading: '我们已收到您的申请',
    paragraphs: (company) => [
      company ? `我们已收到贵公司${company}成为业务合作伙伴的申请。` : '我们已收到贵公司成为业务合作伙伴的申请。',
      '我们的团队会审核申请，并通过电子邮件答复您。您可随时通过下方链接查看申请的进展。',
    ],
    confirm: '请确认此电子邮件地址属于您，以便您能收到我们的答复。',
    confirmFirst: (days) => `确认后我们才会开始审核。如未确认，申请将在 ${days} 天后自动结束。`,
    confirmAddress: '确认电子邮件地址',
    notYou: '如果您没有提交申请，则无需进行任何操作。',
  },
  question: {
    subject: (reference) => `关于您的申请的问题：${reference}`,
    heading: '我们对您的申请有一个问题',
    preheader: '请答复，以便我们继续处理。',
    paragraphs: (company) => [
      company
        ? `为了对贵公司${company}的申请作出决定，我们还需要了解：`
        : '为了对贵公司的申请作出决定，我们还需要了解：',
    ],
    how: '请通过下方链接打开您的申请页面并答复。在此之前，我们会等待您的答复。',
    answer: '答复问题',
  },
  reminder: {
    subject: (reference) => `关于我们的问题的提醒：${reference}`,
    heading: '我们在等待您的答复',
    preheader: '请答复我们的问题，以便我们继续处理。',
    paragraphs: (company) => [
      company
        ? `关于贵公司${company}的申请，我们向您提出了一个问题，尚未收到答复：`
        : '关于贵公司的申请，我们向您提出了一个问题，尚未收到答复：',
    ],
    how: '请通过下方链接打开您的申请页面并答复。如未收到答复，我们将根据已了解的情况继续处理。',
  },
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
    because: (reason) => `原因：${reason}`,
    reasons: {
      'not-a-business': '本网站仅面向企业及其他组织。',
      'details-not-verified': '我们无法核实收到的贵公司信息。',
      'outside-area': '我们目前不向贵公司所在的国家或地区供货。',
      'already-a-partner': '贵公司已是我们的业务合作伙伴，贵公司的管理员可以将您添加为用户。',
    },
  },
  linkAgain: {
    heading: '您的申请链接',
    preheader: '每个链接显示一份申请的进展。',
    paragraphs: [
      '以下是此电子邮件地址进行中和近期申请的链接。每个链接显示一份申请的进展。请勿将链接交给他人：持有链接的人可以查看申请状态，也可以撤回申请。',
      '如果您没有要求发送此邮件，则无需进行任何操作：邮件只会发送到此地址。',
    ],
    request: (reference, date) => `申请 ${reference}（${date}）`,
    confirm: (reference) => `确认申请 ${reference} 的电子邮件地址`,
    whyReceived: '您收到此邮件，是因为有人在我们的网站上索取了此电子邮件地址的申请链接。',
  },
  user: {
    'user-added': {
      preheader: '您已被添加为贵公司的用户。',
      heading: '您现在可以登录了',
      paragraphs: (company) => [
        company ? `您已在我们的网站上被添加为贵公司${company}的用户。` : '您已在我们的网站上被添加为贵公司的用户。',
        '请使用收到此邮件的电子邮件地址登录。',
      ],
    },
    'user-removed': {
      preheader: '您不能再代表贵公司登录。',
      heading: '您的访问权限已终止',
      paragraphs: (company) => [
        company
          ? `您已不再是贵公司${company}在我们网站上的用户，不能再代表贵公司登录。`
          : '您已不再是贵公司在我们网站上的用户，不能再代表贵公司登录。',
        '如果您认为有误，请联系贵公司的管理员。',
      ],
    },
    'sign-in-address-changed': {
      preheader: '今后请使用新地址登录。',
      heading: '您的登录地址已更改',
      paragraphs: () => [
        '今后请使用收到此邮件的电子邮件地址登录我们的网站。',
        '原地址已不再有效。如果这不是您预期的更改，请告知贵公司的管理员或我们。',
      ],
    },
    'sign-in-address-left': {
      preheader: '您不能再使用此地址登录。',
      heading: '您的登录地址已更改',
      paragraphs: () => [
        '收到此邮件的电子邮件地址不能再用于登录我们的网站：已为您登记了另一个地址。',
        '如果这不是您预期的更改，请立即告知贵公司的管理员或我们。',
      ],
    },
  },
  signIn: {
    heading: '您的登录链接',
    paragraphs: (minutes) => [
      `您索取了登录链接。请在 ${minutes} 分钟内，在索取链接时所用的浏览器中点击按钮。`,
      '链接只能使用一次。',
    ],
    notYou: '如果您没有索取链接，则无需进行任何操作：除您之外，没有人能用它登录。',
    whyReceived: '您收到此邮件，是因为有人用此地址索取了登录链接。',
  },
  closing: '顺颂商祺',
  whyReceived: '您收到此邮件，是因为有一份业务合作伙伴申请使用了此电子邮件地址。',
  whyUser: '您收到此邮件，是因为您是或曾是业务合作伙伴的用户。',
}
