import type { networkErrors as english } from '../en/errors-network.ts'
import type { Translation } from '../texts.ts'

export const networkErrors: Translation<typeof english> = {
  network: {
    passwordMissing: {
      what: '缺少代理的密码',
      meaning: '填了登录名，但没有保存对应的密码。什么都没有改动。',
      next: '请填写密码；如果代理不要求登录，请把登录名留空。',
    },
    proxySignIn: {
      what: '您网络的代理要求登录',
      meaning: '发往 {{host}} 的请求在代理那里被拦下了。服务没有收到，也没有产生费用。',
      next: '请在设置的“网络”里填写代理的登录名和密码。',
    },
    proxyRefused: {
      what: '您网络的代理不放行 {{host}}',
      meaning: '代理能连上，但拒绝了这个请求。服务没有收到，也没有产生费用。',
      next: '请管理网络的人放行 {{host}}，或者换一个允许访问的服务。',
    },
    proxyUnreachable: {
      what: '连不上代理',
      meaning: '请求必须经过它，但它没有回应。什么都没有发出，也没有产生费用。',
      next: '请检查设置里的“网络”，并确认这台电脑连的是正确的网络。',
    },
    otherPage: {
      what: '来的是一个网页，不是 {{host}}',
      meaning: '您的网络放了自己的页面，例如登录页或拦截说明。',
      next: '请用浏览器打开任意网页，看看网络要求什么；或者请人放行 {{host}}。',
    },
  },
}
