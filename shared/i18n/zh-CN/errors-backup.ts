import type { backupErrors as english } from '../en/errors-backup.ts'
import type { Translation } from '../texts.ts'

export const backupErrors: Translation<typeof english> = {
  backup: {
    notOne: {
      what: '这个文件不是 Kaihe 的备份',
      meaning: '什么都没有改动。',
      next: '请选择以 .kaihe-backup 结尾的文件。',
    },
    newer: {
      what: '这份备份来自更新版本的 Kaihe',
      meaning: '当前版本无法完整读取它，因此没有动用任何内容。这里的数据保持原样。',
      next: '请先在这台电脑上更新 Kaihe，再恢复这份备份。',
    },
    damaged: {
      what: '这份备份已损坏',
      meaning: '它和写入时不一样，因此没有使用其中任何内容。这里的数据保持原样。',
      next: '请从原处重新复制这个文件，或选择更早的备份。',
    },
    cut: {
      what: '这份备份缺了结尾',
      meaning: '很可能是复制时中断了。没有使用其中任何内容，这里的数据保持原样。',
      next: '请重新复制并等复制完成，或选择更早的备份。',
    },
    passphraseMissing: {
      what: '这份备份上了口令锁',
      meaning: '没有口令，谁都读不了它。什么都没有改动。',
      next: '请输入制作备份时设定的口令。',
    },
    wrongPassphrase: {
      what: '口令不对',
      meaning: '什么都没有改动。',
      next: '请检查大小写后再试。没有口令，谁也打不开这份备份，Kaihe 也不行。',
    },
    noRoom: {
      what: '磁盘空间不够',
      meaning: '最多可能需要 {{needed}}，还剩 {{free}}。没有留下写了一半的文件，原有的内容保持原样。',
      next: '请腾出一些空间，或选择另一块磁盘上的位置，然后再试。',
    },
    passphraseUnreadable: {
      what: '没有做自动备份',
      meaning:
        '读不出它的口令：系统存放密码的地方关着、重新设置过，或者里面已经没有这个口令。没有做不上锁的备份，以前的备份保持原样。',
      next: '请在“设置”的“备份与搬家”里重新输入口令。',
    },
    placeGone: {
      what: '要写入的位置已经不在了',
      meaning: '可能是磁盘被拔掉了，或者文件夹被移动了。以前写好的内容保持原样。',
      next: '请重新接上磁盘，或选择别的文件夹，然后再试。',
    },
    placeReadOnly: {
      what: '那里不能写入',
      meaning: '这个文件夹或它所在的磁盘对当前账户是只读的。什么都没有改动。',
      next: '请选择别的文件夹，然后再试。',
    },
    insideItself: {
      what: '备份不能放在 Kaihe 自己的数据文件夹里',
      meaning: '那样它会和要保护的数据一起丢失。什么都没有写入。',
      next: '请换一个地方，最好是另一块磁盘。',
    },
    notChosen: {
      what: '还没有选择备份',
      meaning: '什么都没有改动。',
      next: '请先选择一份备份。',
    },
    runsLive: {
      what: '有助手正在工作',
      meaning: '工作途中不能替换它的数据。什么都没有改动。',
      next: '请等它完成，或先停止它，然后再试。',
    },
    runOpen: {
      what: '制作备份时这次运行还没有结束',
      meaning: '它之后可能又继续了。为了不重复做事，在这里把它结束了。',
      next: '如果缺少结果，请重新运行这个助手。',
    },
    putBack: {
      what: '恢复的备份无法启动，因此一切已恢复成之前的样子',
      meaning: '没有丢失任何内容。无法启动的那份在数据文件夹里保留一周。',
      next: '请试试更早的备份。',
    },
  },
}
