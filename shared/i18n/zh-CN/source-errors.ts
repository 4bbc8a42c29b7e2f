import type { sourceErrors as english } from '../en/source-errors.ts'
import type { Translation } from '../texts.ts'

export const sourceErrors: Translation<typeof english> = {
  web: {
    addressInvalid: {
      what: '这个网址不能使用',
      meaning: '只打开普通的 http 和 https 网址，而且里面不能带用户名或密码。',
      next: '请从浏览器里重新复制网址。',
    },
    notGranted: {
      what: '网页转到了助手不能打开的网站',
      meaning: '助手只打开您指定的网站，没有从 {{site}} 读取任何内容。',
      next: '如果您信任那个网站，请直接填它的网址。',
    },
    privateAddress: {
      what: '这个地址通向本机或您自己的网络',
      meaning: '网页不可以碰到您的私有设备，所以没有打开 {{site}}。',
      next: '如果是您自己的设备，请填数字地址，例如 http://192.168.1.20。',
    },
    notFound: {
      what: '找不到这个网站',
      meaning: '网站名称查不到，或者电脑没有联网。',
      next: '请检查网址和网络连接。',
    },
    unreachable: {
      what: '网站没有回应',
      meaning: '如果只是关注，稍后会自动再看一次。',
      next: '请检查网络，或在浏览器里打开试试。',
    },
    timedOut: {
      what: '网站回应太慢',
      meaning: '如果只是关注，稍后会自动再看一次。',
      next: '如果一直这样，请在浏览器里打开试试。',
    },
    insecure: {
      what: '网站无法证明自己的身份',
      meaning: '它的证书无效，所以没有读取任何内容。',
      next: '请检查电脑的日期，或询问网站的管理者。',
    },
    tooManyRedirects: {
      what: '网站不停地跳转',
      meaning: '它在兜圈子，或者跳转次数太多。',
      next: '请在浏览器里打开，改用最后停下的网址。',
    },
    tooLarge: { what: '网页太大，读不了', meaning: '没有读完。', next: '请改用这个网站上较小的网页。' },
    signInNeeded: {
      what: '这个网页需要登录',
      meaning: '没有账号时，网站不显示它的内容。',
      next: '请让步骤以登录身份读取并在那里登录，或改用不用账号的网页。',
    },
    refused: {
      what: '网站不让程序查看这个网页',
      meaning: '它可能要求访客证明自己是真人。',
      next: '请改用别的网页，或者这个网站的订阅源。',
    },
    gone: { what: '网页不存在', meaning: '网站说没有这个网页，或者已经撤下。', next: '请检查网址。' },
    rateLimited: {
      what: '网站要求少来几次',
      meaning: '如果只是关注，会按它要求的时间等待。',
      next: '请把两次查看的间隔设长一些。',
    },
    serverError: { what: '网站自己出了问题', meaning: '如果只是关注，稍后会自动再看一次。', next: '只需等一等。' },
    notAPage: {
      what: '这个网址没有可读的网页',
      meaning: '它不是文字内容，或者要运行脚本才有文字。',
      next: '请让网页像在浏览器里一样打开，或改用这个网站的其他网页。',
    },
    notAFeed: {
      what: '这不是订阅源',
      meaning: '网址有回应，但内容是别的东西，可能是普通网页。',
      next: '请在网站上找 RSS 或 Atom，或者直接关注网页。',
    },
  },
  mail: {
    accountMissing: {
      what: '邮箱账号已经不在了',
      meaning: '它已从设置中移除。',
      next: '请选择别的账号，或在设置里重新添加。',
    },
    passwordMissing: {
      what: '没有这个邮箱的密码',
      meaning: '密码只保存到 Kaihe 关闭为止，或者从未输入。',
      next: '请在设置里重新输入。',
    },
    unreachable: {
      what: '邮件服务器没有回应',
      meaning: '稍后会自动再试。',
      next: '请检查服务器名称、端口和网络连接。',
    },
    insecure: {
      what: '与邮件服务器的连接不安全',
      meaning: '它的证书无效，或者不支持加密，所以没有发送密码。',
      next: '请检查服务器名称、端口和安全方式。',
    },
    signInRefused: {
      what: '邮件服务器不接受用户名或密码',
      meaning: '许多邮箱要用在其网站上生成的授权码，并且要先打开邮件收取服务。',
      next: '请生成授权码，然后填到设置里。',
    },
    folderMissing: { what: '邮箱里没有这个文件夹', meaning: '它被改名或删除了。', next: '请选择别的文件夹。' },
    badAddress: {
      what: '“{{address}}”不是邮箱地址',
      meaning: '这封邮件没有写，其余的都写了。',
      next: '请看看收件人，可能在这一步里，也可能在前一步的结果里。',
    },
    outcomeUnknown: {
      what: '不确定“{{subject}}”是否已经发出',
      meaning: '发送时中断了。为了不让对方收到两封，不会自动再发。',
      next: '请看看已发送的邮件，如果没有，请自己发送。',
    },
    serverError: {
      what: '邮件服务器返回了错误',
      meaning: '稍后会自动再试。',
      next: '如果一直这样，请在设置里测试这个账号。',
    },
  },
  webhook: {
    portTaken: {
      what: '给其他程序的入口打不开',
      meaning: '这台电脑上的另一个程序占用了同一个端口。',
      next: '请在设置里换一个端口。',
    },
  },
}
