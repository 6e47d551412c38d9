// Lists of codes as an organization might have them.

import { readTradeLists } from '../../shared/domain/trade-codes.ts'

export const tradeTexts = {
  CUSTOMER_GROUPS: 'wholesale=Wholesale,retail=Retail',
  PRICE_GROUPS: 'A,B=Group B',
  PAYMENT_TERMS: 'net30=30 days net,net60',
  CURRENCIES: 'EUR,TRY,JPY',
}

export const { lists: tradeLists } = readTradeLists(tradeTexts, ['EUR', 'USD', 'TRY', 'JPY'])
