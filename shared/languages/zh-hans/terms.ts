// What pages and mails have in common, in Simplified Chinese.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
  punctuation: { colon: '：', brackets: ['（', '）'], gap: '' },
  yourRequest: '您的申请',
  becomePartner: '成为业务合作伙伴',
  whatHappensNext: '接下来的步骤',
  statuses: {
    Submitted: '已提交',
    InReview: '审核中',
    Approved: '已批准',
    Declined: '已拒绝',
  },
  approved: '已获批准',
  approve: '批准',
  usually: { other: '我们通常会在 {count} 个工作日内作出决定。' },
  signIn: '登录',
  avoided: /客户|潜在|双写|商机|线索|资格|层次结构|请求|应用/u,
}
