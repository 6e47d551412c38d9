// What the terms are called on which a customer buys.

export const tradePaths = ['customerGroup', 'priceGroup', 'paymentTerms', 'currency'] as const
export type TradePath = (typeof tradePaths)[number]
export const isTradePath = (path: string): path is TradePath => tradePaths.some((known) => known === path)
