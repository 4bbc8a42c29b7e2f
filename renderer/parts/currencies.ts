/** Offered wherever a currency is chosen; one that is in use already is offered too. */
export const usualCurrencies = ['USD', 'CNY', 'EUR', 'GBP', 'JPY', 'HKD', 'SGD', 'INR'] as const
