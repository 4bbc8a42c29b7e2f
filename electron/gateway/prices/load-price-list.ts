import { type PriceList, readPriceList } from './price-list.ts'

/** The lists there are: vendor and currency. */
export const priceListNames = [
  'deepseek.cny',
  'deepseek.usd',
  'openai.usd',
  'volcengine.cny',
  'dashscope-cn.cny',
  'dashscope-intl.usd',
  'moonshot.cny',
  'moonshot.usd',
  'zhipu.cny',
  'zhipu.usd',
] as const
export type PriceListName = (typeof priceListNames)[number]

/** Each is read when it is first asked for. */
const files: Readonly<Record<PriceListName, () => Promise<{ default: unknown }>>> = {
  'deepseek.cny': () => import('../../../assets/prices/deepseek.cny.json', { with: { type: 'json' } }),
  'deepseek.usd': () => import('../../../assets/prices/deepseek.usd.json', { with: { type: 'json' } }),
  'openai.usd': () => import('../../../assets/prices/openai.usd.json', { with: { type: 'json' } }),
  'volcengine.cny': () => import('../../../assets/prices/volcengine.cny.json', { with: { type: 'json' } }),
  'dashscope-cn.cny': () => import('../../../assets/prices/dashscope-cn.cny.json', { with: { type: 'json' } }),
  'dashscope-intl.usd': () => import('../../../assets/prices/dashscope-intl.usd.json', { with: { type: 'json' } }),
  'moonshot.cny': () => import('../../../assets/prices/moonshot.cny.json', { with: { type: 'json' } }),
  'moonshot.usd': () => import('../../../assets/prices/moonshot.usd.json', { with: { type: 'json' } }),
  'zhipu.cny': () => import('../../../assets/prices/zhipu.cny.json', { with: { type: 'json' } }),
  'zhipu.usd': () => import('../../../assets/prices/zhipu.usd.json', { with: { type: 'json' } }),
}
const loading = new Map<PriceListName, Promise<PriceList>>()

/** A list of the price book; read and checked once. Rejects when the file that came with the app is damaged. */
export function loadPriceList(name: PriceListName): Promise<PriceList> {
  let list = loading.get(name)
  if (list === undefined) {
    list = files[name]().then((file) => readPriceList(file.default))
    loading.set(name, list)
  }
  return list
}
