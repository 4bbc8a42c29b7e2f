import type { errors as english } from '../en/errors.ts'
import type { Translation } from '../texts.ts'
import { pageErrors } from './errors-web.ts'
import { scheduleErrors } from './schedule-errors.ts'
import { ownModelErrors } from './errors-own-models.ts'
import { backupErrors } from './errors-backup.ts'
import { networkErrors } from './errors-network.ts'
import { updateErrors } from './errors-updates.ts'
import { robotErrors } from './errors-robots.ts'
import { rankingErrors } from './errors-ranking.ts'
import { sourceErrors } from './source-errors.ts'
import { chartErrors } from './errors-charts.ts'
import { tableErrors } from './errors-tables.ts'
import { toolErrors } from './errors-tools.ts'

export const errors: Translation<typeof english> = {
  unexpected: {
    what: '出现了 Kaihe 没有料到的问题',
    meaning: '发生问题的运行已结束，其他助手不受影响。',
    next: '请再试一次。如果再次出现，下面的技术细节可以帮助排查。',
  },
  app: {
    partEnded: {
      what: 'Kaihe 的一部分意外结束了',
      meaning: '需要时会重新启动，之前存好的内容是安全的。',
      next: '如果经常发生，请保存诊断文件，给帮助您的人看。',
    },
  },
  request: {
    invalid: { what: '有些内容无法使用', meaning: '没有做任何改动。', next: '请检查标出的部分，然后再试一次。' },
    refused: {
      what: '这个请求不是从 Kaihe 窗口发出的',
      meaning: '已拒绝，没有做任何改动。',
      next: '请关闭并重新打开 Kaihe，然后再试一次。',
    },
  },
  document: {
    noPicture: {
      what: '{{name}} 不是模型能看的图片',
      meaning: '这一份没有处理，其他的都看了。',
      next: '请给它 PNG、JPEG、WebP 或 GIF 图片。',
    },
    notPrinted: {
      what: '报告没能做成 PDF',
      meaning: '之前的都做好了，不会再付一次钱。',
      next: '请再运行一次，或者换一种文件格式。',
    },
    cannotAppend: {
      what: '没法往 {{name}} 里添加内容',
      meaning: '它的格式或字符编码会因此损坏，所以保持原样。',
      next: '请选 Markdown、文本、网页或 Word 文件，或者让每次运行各写一个文件。',
    },
    missing: {
      what: '文档已经不在了',
      meaning: '它被移动、改名或删除了。其他文档不受影响。',
      next: '把它放回原处，或者略过它。',
    },
    unreadable: {
      what: '文档打不开',
      meaning: '当前账户没有读取权限，正被其他程序占用，或者它不是普通文件。其他文档不受影响。',
      next: '请在别处关闭它或调整权限，然后重新运行。',
    },
    empty: { what: '文档是空的', meaning: '里面没有可读的内容。', next: '如果本应有内容，请打开后重新保存。' },
    tooLarge: { what: '文档太大', meaning: '已略过它，以便处理其他文档。', next: '请把它拆成几个较小的文档。' },
    encrypted: {
      what: '文档有密码保护',
      meaning: '没有密码就读不出文字。',
      next: '请在文件夹里另存一份不带密码的副本。',
    },
    broken: {
      what: '文档已损坏',
      meaning: '文件内容不符合它的类型，可能是复制时中断了。',
      next: '请用原来的程序打开并重新保存，或者再取一份。',
    },
    unsupported: {
      what: '暂时读不了这种文件',
      meaning: '已略过。可以读取文本、Markdown、网页、CSV、PDF 和 Word 文档。',
      next: '请另存为其中一种格式。',
    },
    noText: {
      what: '文档里没有文字',
      meaning: '它很可能只是扫描的图片。',
      next: '请先用扫描软件把文字识别出来。',
    },
    changed: {
      what: '读取时文档被改动了',
      meaning: '读到的内容会新旧混杂，所以略过了它。',
      next: '等它不再被编辑时重新运行。',
    },
    timedOut: {
      what: '读取文档用时过长',
      meaning: '已放弃它，以便处理其他文档。',
      next: '请打开后重新保存，或者把它拆开。',
    },
  },
  folder: {
    missing: {
      what: '文件夹已经不在了',
      meaning: '它被移动或改名了，或者所在的磁盘没有连接。里面的内容没有改动。',
      next: '请连接磁盘，或者重新选择文件夹。',
    },
    unreadable: { what: '文件夹打不开', meaning: '当前账户没有读取权限。', next: '请选择别的文件夹，或者调整权限。' },
    notChosen: {
      what: '还没有选择文件夹',
      meaning: '助手不知道去哪里看，或者把成果放在哪里。',
      next: '请选择一个文件夹。',
    },
    notGranted: {
      what: '助手不能使用这个文件夹',
      meaning: '助手只能使用您亲自选过的文件夹。没有在那里读取或写入任何内容。',
      next: '请用文件夹按钮再选一次。',
    },
    notWritable: {
      what: '这个文件夹不能写入',
      meaning: '当前账户只能读取它，成果没有写出。',
      next: '请换一个放成果的地方，然后重新运行。',
    },
    tooMany: {
      what: '文件夹里的文件超出一次能读的数量',
      meaning: '为了避免漏掉一部分，没有读取它。',
      next: '请使用较小的文件夹。',
    },
  },
  undo: {
    failed: {
      what: '撤销中断了',
      meaning: '列为已撤销的都已撤销，其余文件保持原样。',
      next: '请再试一次。',
    },
  },
  file: {
    notChosen: {
      what: '还没有选择文件',
      meaning: '有一步需要文件才能工作。什么也没做。',
      next: '请打开这个助手，选择文件。',
    },
    inUse: {
      what: '“{{name}}”正被别的程序打开',
      meaning: '没能修改它，文件保持原样。',
      next: '请先在那个程序里关闭它，然后重新运行。',
    },
    nameRefused: {
      what: '不打开这种名称的文件',
      meaning: '名称太长、是系统留给设备的，或者含有文件名不该有的符号。',
      next: '请给文件起一个普通的名称。',
    },
    notOrdinary: {
      what: '这不是普通文件',
      meaning: '它是设备、管道、文件夹，或者是别处某个文件的另一个名称。',
      next: '请把内容复制到文件夹里的普通文件。',
    },
    notWritten: {
      what: '文件没有写成',
      meaning: '没有留下写了一半的文件。',
      next: '请检查放成果的地方，然后重新运行。',
    },
    diskFull: {
      what: '磁盘已满',
      meaning: '文件没有写出，原有内容没有变化。',
      next: '请腾出一些空间后重新运行。',
    },
    missing: {
      what: '文件已经不在原来的位置',
      meaning: '写出之后它被移动、改名或删除了。',
      next: '请到文件夹里找一找，或者重新运行助手。',
    },
    changed: { what: '文件写出之后被改动过', meaning: '已保持原样。', next: '请打开看看现在的内容。' },
    notOpened: {
      what: '没有程序能打开这个文件',
      meaning: '这台电脑没有为这类文件设定程序。',
      next: '请在文件夹中显示它，再选择程序。',
    },
  },
  agent: {
    missing: { what: '这个助手已经不存在', meaning: '它已被移除。', next: '请回到助手列表。' },
    incomplete: {
      what: '助手还没有设置完整',
      meaning: '需要的内容都选好之后才能开始。',
      next: '请打开助手，补全标出的部分。',
    },
    alreadyRunning: { what: '助手正在工作', meaning: '一个助手一次只做一次运行。', next: '请等它完成，或者先停止它。' },
    lineFull: {
      what: '这个助手排队的运行太多了',
      meaning: '这一次没有加进去。排着的会一个接一个做完。',
      next: '请等它赶上来，或者少运行几次。',
    },
    paused: {
      what: '这个助手已自行暂停',
      meaning: '它接连失败了几次，所以不再自己开始。',
      next: '请看看哪里出了问题，处理好之后让它继续。',
    },
    quarantined: {
      what: '这个助手已被隔离',
      meaning: '它的运行反复中断，所以不再自己开始。其他助手不受影响。',
      next: '请看看哪里出了问题，然后让它再试一次。',
    },
  },
  run: {
    missing: { what: '记录里没有这次运行', meaning: '它可能已被移除。', next: '请回到成果。' },
    ended: { what: '这次运行已经结束', meaning: '没有可以停止的内容。', next: '请看看它留下的成果。' },
    runnerDied: {
      what: '这次运行反复中断',
      meaning: '重新开始了几次都没有进展，所以已结束。',
      next: '请看看它最后处理的内容，略过它之后重新运行。',
    },
    runnerHung: {
      what: '这次运行反复卡住',
      meaning: '重新开始了几次，每次都没有反应，所以已结束。',
      next: '请看看它最后处理的内容，略过它之后重新运行。',
    },
    flooded: {
      what: '这次运行发来的内容多得这台电脑接不住',
      meaning: '已结束它，让 Kaihe 和其他助手照常工作。',
      next: '请看看它最后处理的内容，略过它之后重新运行。',
    },
    overstepped: {
      what: '这次运行想做助手不可以做的事',
      meaning: '已经拒绝，并且马上结束了运行。可能是它读到的内容想对它下命令。',
      next: '请看看它最后读了什么。您没有允许的事都没有做。',
    },
    tooMuchMemory: {
      what: '这次运行需要的内存超出了允许的量',
      meaning: '重新开始过一次，又超过了 {{megabytes}} MB，所以已结束。做完的部分都已保留。',
      next: '请给它小一些的文档，或者在助手里提高上限。',
    },
    timedOut: {
      what: '这次运行用时过长',
      meaning: '它已工作 {{minutes}} 分钟，到了上限。做完的部分都已保留。',
      next: '请一次少给它一些，或者在助手里提高上限。',
    },
    stepTimedOut: {
      what: '有一步用时过长',
      meaning: '这一步已工作 {{minutes}} 分钟，到了每一步的上限。做完的部分都已保留。',
      next: '请一次少给它一些，或者在助手里提高上限。',
    },
    incomplete: {
      what: '运行结束了，却没有做出应有的成果',
      meaning: '有一步说已做完，却什么也没留下，所以这次运行不算完成。',
      next: '请重新运行。',
    },
    noDocuments: {
      what: '文件夹里没有文档',
      meaning: '没有需要做的事，也没有花费。',
      next: '请把文档放进文件夹，或者选择别的文件夹。',
    },
    nothingUsable: {
      what: '没有一个文档可以使用',
      meaning: '每个文档的原因都已列出。没有写报告。',
      next: '请看看原因，然后重新运行。',
    },
    notEnded: {
      what: '这次运行还在进行',
      meaning: '等它结束后才能撤销对文件的改动。现在没有改动任何东西。',
      next: '请先停止它，或者等它完成。',
    },
    setAsideLost: {
      what: '为这次运行暂存的内容不见了',
      meaning: '临时文件被清掉了，运行无法从这里继续；没有任何东西被重复写入。',
      next: '请从头重新运行。',
    },
    noSuchColumn: {
      what: '没有名为“{{column}}”的列',
      meaning: '某一步用到的列，前一步并没有给出。没有据此做任何事。',
      next: '请打开这个助手，改选已有的列：{{columns}}。',
    },
    skippedMissed: {
      what: '错过了这个时间',
      meaning: '当时电脑休眠或 Kaihe 已关闭，而这个助手设为略过错过的时间。',
      next: '如果现在需要，请手动运行。',
    },
  },
  approval: {
    missing: {
      what: '这个问题已经不在了',
      meaning: '它所在的运行已移除，什么也没做。',
      next: '请看看其他等您处理的事。',
    },
    answered: {
      what: '这个问题已经答复过了',
      meaning: '以第一次答复为准，这一次没有改变什么。',
      next: '请到运行里看看后来怎样了。',
    },
    unseen: {
      what: '助手要问的内容没有完整显示',
      meaning: '只有看过的内容才能同意，所以什么也没做。',
      next: '请重新打开这个问题，看完之后再答复。',
    },
    refused: {
      what: '您没有同意',
      meaning: '运行到此结束。之前做好的都已保留，后面的没有做。',
      next: '如果想换一种做法，请修改助手；也可以重新运行。',
    },
    expired: {
      what: '问题没有及时得到答复',
      meaning: '没有答复就什么也不做，所以运行到此结束。之前做好的都已保留。',
      next: '请重新运行，或者在助手里把期限放长。',
    },
  },
  model: {
    missing: {
      what: '选定的模型已经不在了',
      meaning: '它的服务已被移除，或者模型已从您的列表中去掉。',
      next: '请为助手选择别的模型。',
    },
    notAllowed: {
      what: '{{model}} 不能使用这个助手的数据',
      meaning: '您规定了助手的数据可以去哪里，{{service}} 不在其中。没有发送任何内容。',
      next: '请为助手选择别的模型，或者更改它的数据可以去哪里。',
    },
    noTools: {
      what: '{{model}} 不会使用工具',
      meaning: '这个助手有一个步骤需要工具。没有发送任何内容。',
      next: '请为助手选择别的模型。',
    },
    noVision: {
      what: '{{model}} 看不了图片',
      meaning: '这个助手有一个步骤要给它看图片。没有发送任何内容。',
      next: '请为助手选择别的模型。',
    },
    noLanguage: {
      what: '{{model}} 不擅长用您的语言写作',
      meaning: '这个助手用应用的语言为您写作。没有发送任何内容。',
      next: '请为助手选择别的模型，或者在“模型”里更正它的资料。',
    },
    noneAllowed: {
      what: '没有模型可以使用这个助手的数据',
      meaning: '您规定了助手的数据可以去哪里，您的模型都不在其中。没有发送任何内容。',
      next: '请添加一个符合规定的模型，比如在这台电脑上运行的，或者更改助手的数据可以去哪里。',
    },
    noneAble: {
      what: '您的模型都做不了整个任务',
      meaning: '可以使用数据的模型，各自都缺少步骤需要的某种能力。没有发送任何内容。',
      next: '请在“模型”里添加一个能做的，或者自己为助手指定一个。',
    },
    noneTakesIn: {
      what: '您的模型一次能读的文字都不够多',
      meaning: '步骤需要的容量，超过了可以使用数据的那些模型。没有发送任何内容。',
      next: '请在“模型”里添加一个能读更多文字的，或者更正其中一个的容量。',
    },
    noneTools: {
      what: '您的模型都不确定会不会使用工具',
      meaning: '这个助手有一个步骤需要工具。没有发送任何内容。',
      next: '请添加一个会用工具的模型，或者在“模型”里说明哪一个会。',
    },
    noneVision: {
      what: '您的模型都不确定能不能看图片',
      meaning: '这个助手有一个步骤要给它看图片。没有发送任何内容。',
      next: '请添加一个能看图片的模型，或者在“模型”里说明哪一个能。',
    },
    noneLanguage: {
      what: '您的模型都不擅长用您的语言写作',
      meaning: '这个助手用应用的语言为您写作。没有发送任何内容。',
      next: '请添加一个擅长的模型，或者在“模型”里说明哪一个擅长。',
    },
    noneGrade: {
      what: '您的模型都不确定够不够强',
      meaning: '这个助手有一个步骤不只是轻松的工作。没有发送任何内容。',
      next: '请添加一个更强的模型，或者在“模型”里说明您的模型有多强。',
    },
    contextTooSmall: {
      what: '模型一次能读的文字太少',
      meaning: '连文档的一个部分都放不下。',
      next: '请选择能读更多文字的模型，或者在“模型”里更正它的容量。',
    },
    cut: {
      what: '回答中途断了',
      meaning: '服务没有说完就断开了连接。它可能收取的费用标为估计。',
      next: '请稍后重新运行。',
    },
    inputCut: {
      what: '服务器可能略去了一部分文字',
      meaning: '它计数的内容远少于发给 {{model}} 的内容。回答可能只依据了文档的一部分。',
      next: '请在运行该模型的程序里调大上下文，或者选择别的模型，然后重新运行。',
    },
    emptyAnswer: {
      what: '模型没有回答任何内容',
      meaning: '这次调用已记录，但没有可用的文字。',
      next: '请重新运行，或者选择别的模型。',
    },
    refusedContent: {
      what: '服务拒绝了这段文字',
      meaning: '它的内容规则不允许。其他文档不受影响。',
      next: '请略过这个文档，或者为它选择别的模型。',
    },
    practiceCannot: {
      what: '练习模型做不了这件事',
      meaning: '它不是 AI，只会挑句子、按词归类。为了不让结果只是看起来完成，没有问它。',
      next: '请为这个助手选择一个真正的模型，然后重新运行。',
    },
    badAnswer: {
      what: '看不懂服务的回答',
      meaning: '它没有按约定的形式回答。它可能收取的费用标为估计。',
      next: '请重新运行，或者选择别的服务。',
    },
  },
  provider: {
    missing: { what: '这个服务已经没有设置', meaning: '它已被移除。', next: '请选择别的模型。' },
    addressInvalid: {
      what: '这个地址不能使用',
      meaning: '地址要以 https:// 开头；本机或自家网络里的服务可以用 http://。',
      next: '请从服务的页面重新复制地址。',
    },
    notFound: {
      what: '这个地址没有电脑应答',
      meaning: '可能是名称写错了，或者这台电脑没有联网。',
      next: '请检查地址和网络。',
    },
    unreachable: {
      what: '连不上这个服务',
      meaning: '地址存在，但那里没有应答。没有产生费用。',
      next: '请确认服务正在运行、网络允许访问，然后再试一次。',
    },
    timedOut: {
      what: '服务没有及时应答',
      meaning: '它现在很慢或者过忙。它可能收取的费用标为估计。',
      next: '请稍后再试。',
    },
    tls: {
      what: '与服务的连接不安全',
      meaning: '无法核对它的证书，所以没有发送任何内容。在办公室里，可能是网络在中间查看内容。',
      next: '请检查地址和这台电脑的日期。在办公室里，请让人把公司的证书装进系统。',
    },
    notAnApi: {
      what: '这个地址是网页，不是模型服务',
      meaning: '那里没有模型服务，或者您的网络在中间放了自己的页面。',
      next: '请使用服务页面上给程序用的地址，通常以 /v1 结尾。',
    },
    keyMissing: {
      what: '服务需要密钥',
      meaning: '还没有保存它的密钥。没有向模型发送任何内容。',
      next: '请在“模型”里填入密钥。',
    },
    keyRefused: {
      what: '密钥被拒绝',
      meaning: '它写错了、过期了，或者属于别的账户。没有产生费用。',
      next: '请在“模型”里填入新的密钥。',
    },
    forbidden: {
      what: '服务不允许这样做',
      meaning: '密钥有效，但不能使用这个模型或功能。',
      next: '请查看您在那里的账户，或者选择别的模型。',
    },
    modelUnknown: {
      what: '服务没有这个模型',
      meaning: '名称写错了，或者您的账户没有开通它。',
      next: '请从它的列表中选择模型。',
    },
    noMoney: {
      what: '服务账户里没有钱了',
      meaning: '充值之前它不会再回答。',
      next: '请给账户充值，或者选择别的模型。',
    },
    rateLimited: {
      what: '服务要求放慢速度',
      meaning: '短时间内请求太多。Kaihe 等待后又试过，仍未成功。',
      next: '请几分钟后重新运行。',
    },
    serverError: {
      what: '服务自身出了问题',
      meaning: '它几次都回答了错误。',
      next: '请稍后再试，或者选择别的模型。',
    },
    requestRefused: {
      what: '服务拒绝了请求',
      meaning: '其中有内容不适合这个模型，没有得到回答。',
      next: '请选择别的模型。技术细节里有服务的原话。',
    },
    inUse: { what: '有助手正在使用这个服务', meaning: '现在移除会中断运行。', next: '请等运行完成，或者先停止它。' },
  },
  budget: {
    reached: {
      what: '已达到花费上限',
      meaning: '再问一次模型就可能超过上限，所以没有发送。之前完成的内容已保留。',
      next: '请提高上限，或者等上限重新开始计算后再运行。',
    },
    nearlyReached: {
      what: '快到花费上限了',
      meaning: '还没有停下任何工作。到达上限时，助手会按您的选择停止或等待。',
      next: '如果要继续工作，请提高上限。',
    },
    priceMissing: {
      what: '不知道这个模型的价格',
      meaning: '没有价格就守不住金额上限，所以没有发送任何内容。',
      next: '请在“模型”里填写价格，或者改用按词元计的上限。',
    },
    rateMissing: {
      what: '缺少汇率',
      meaning: '模型用 {{from}} 收费，而上限用 {{to}} 计算，所以没有发送任何内容。',
      next: '请在设置里填写汇率。',
    },
    sizeUnknown: {
      what: '不知道回答最长会有多长',
      meaning: '这个模型没有写明容量，所以费用没有上界。为了守住您的上限，没有发送任何内容。',
      next: '请在“模型”里填写模型一次能读多少文字。',
    },
  },
  shortcut: {
    taken: {
      what: '系统没有把这组按键交给 Kaihe',
      meaning: '多半是别的程序或系统自己占用了。之前的按键仍然有效。',
      next: '请换一组按键。',
    },
  },
  settings: {
    limitUnreadable: {
      what: '有一个花费上限读不出来',
      meaning: '保存它的文件损坏了，Kaihe 不会去猜。所以这台电脑现在的上限是零：助手会等待，不花任何钱。',
      next: '请在“设置”里重新设定上限，或者把它移除。',
    },
  },
  keyring: {
    unavailable: {
      what: '这个系统无法保护密钥',
      meaning: '系统没有密钥库，保存的密钥可能被本账户的其他程序读到。',
      next: '可以只在 Kaihe 关闭前使用密钥，或者允许以可读的方式保存。',
    },
    locked: {
      what: '系统的密钥库已锁定',
      meaning: '打开之前不能使用密钥。助手会等待，不算失败。',
      next: '请登录密钥库来解锁。',
    },
    changed: {
      what: '保存的密钥已经读不出来',
      meaning: '系统的密钥库被重置过，或者属于别的账户。',
      next: '请在“模型”里重新填入密钥。',
    },
  },
  storage: {
    failed: {
      what: 'Kaihe 无法写入自己的文件',
      meaning: '此前保存的内容是安全的，最后一次改动可能没有保存。',
      next: '请确认磁盘已连接并且可以写入，然后再试一次。',
    },
    diskFull: {
      what: '磁盘已满',
      meaning: 'Kaihe 无法记录助手的工作，所以不再开始新的运行。没有丢失任何内容。',
      next: '请腾出一些空间后重新运行。',
    },
    damaged: {
      what: 'Kaihe 自己的一个文件已损坏',
      meaning: '没有它助手无法工作。',
      next: '请重新启动 Kaihe：它会换上最新的备份继续工作，并告诉您缺少什么。',
    },
    callsUnreadable: {
      what: '账本里有几次进行中的调用读不出来',
      meaning: '它们不在合计里。为它们预留的金额仍然保留，所以不会超出限额。',
      next: '请查看服务的账单。您可以在设置里释放预留的金额。',
    },
    damageFound: {
      what: '每日检查发现 Kaihe 自己的一个文件有损坏',
      meaning: '助手暂时继续工作，但从现在起写入的内容可能不保险。',
      next: '请退出 Kaihe 再重新打开：它会修好文件，并告诉您缺少什么。',
    },
    newer: {
      what: '保存的数据来自更新版本的 Kaihe',
      meaning: '为避免损坏，这个版本没有改动它。',
      next: '请重新安装较新的版本。',
    },
  },
  gateway: {
    unavailable: {
      what: 'Kaihe 负责连接模型的部分没有运行',
      meaning: '正在重新启动它。助手会等待，不会重复付费。',
      next: '请稍等。如果一直这样，请重新启动 Kaihe。',
    },
  },
  ...scheduleErrors,
  ...sourceErrors,
  ...ownModelErrors,
  ...robotErrors,
  ...rankingErrors,
  ...backupErrors,
  ...networkErrors,
  ...updateErrors,
  ...toolErrors,
  ...chartErrors,
  ...tableErrors,
  ...pageErrors,
}
