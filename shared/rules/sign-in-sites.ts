/** Places whose names do not say that people are sent there to sign in to other sites. */
const known = new Set([
  'open.weixin.qq.com',
  'graph.qq.com',
  'xui.ptlogin2.qq.com',
  'login.microsoftonline.com',
  'github.com',
  'gitee.com',
  'www.facebook.com',
  'open.feishu.cn',
  'login.dingtalk.com',
  'openauth.alipay.com',
])
const words = /(?:^|\.)(?:log-?in|sign-?in|passport|sso|oauth2?|openauth|auth|accounts?|id|idp|appleid|ptlogin2?)\./i

/** True for a host whose name, or renown, says that it signs people in. */
export function isSignInHost(host: string): boolean {
  return words.test(host) || known.has(host)
}

/**
 * Where a window in which the owner signs in to a site may go: anywhere at that site and its neighbours of the same owner
 * (`passport.example.com` for `shop.example.com`), and to hosts that sign people in.
 */
export function maySignInAt(site: string, address: string): boolean {
  const [home, url] = [URL.parse(site), URL.parse(address)]
  if (home === null || url === null || !/^https?:$/.test(url.protocol)) return false
  if (home.protocol === 'https:' && url.protocol === 'http:') return false
  if (home.host === url.host) return true
  const family = familyOf(home.hostname)
  return (
    family !== null && (url.hostname === family || url.hostname.endsWith(`.${family}`) || isSignInHost(url.hostname))
  )
}

/** The part of a name its owner registered: two labels, or three below `co.uk` and the like. Null for addresses in numbers. */
function familyOf(host: string): string | null {
  if (/^[\d.]+$|:/.test(host)) return null
  const labels = host.split('.')
  const isDeep = /^(?:com?|net|org|gov|edu|ac|or|ne|go)\.[a-z]{2}$/.test(labels.slice(-2).join('.'))
  return labels.slice(isDeep ? -3 : -2).join('.')
}
