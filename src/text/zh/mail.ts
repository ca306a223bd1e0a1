import type { MailKinds } from '../mail-words.ts'
import type { Text } from '../text.ts'

const comeUntil = '请携带借书证，在保留期限之前前来取书。过期后预约将被取消。'
const alreadyReturned = '如果您已经归还，敬请谅解。'
const notYou = '如果不是您本人操作，请立即与图书馆联系。'
const changed = (line: string) => ({ subject: '您的登记内容已更改', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: '关于您的荐购申请',
  before: [line],
  after: ['详情请看“我的图书馆”的“荐购申请”。'],
})
const refused = {
  subject: '预约未能受理',
  before: ['您的以下预约未能受理：'],
  after: ['详情请向图书馆咨询。'],
}

const kinds: MailKinds = {
  orderPlaced: {
    subject: '已收到您的预约',
    before: ['已收到您对以下资料的预约申请：'],
    after: [
      '图书馆将在下一次夜间处理时正式登记。届时预约可能无法受理。',
      '可以在“我的图书馆”的“预约状况一览”中查看进展。',
    ],
  },
  ready: { subject: '您预约的资料可以取了', before: ['您预约的以下资料已准备好：'], after: [comeUntil] },
  shelfMoved: {
    subject: '保留期限已延长',
    before: ['由于闭馆，以下资料的保留期限比此前通知的有所延长：'],
    after: [comeUntil],
  },
  unavailable: {
    subject: '预约的资料暂时无法提供',
    before: ['此前通知您可以取书的以下资料，现已无法提供。非常抱歉：'],
    after: ['您的预约按原来的顺序继续等候。准备好后会通知您。', '如果您已经取走，敬请谅解。'],
  },
  mailRegistered: {
    subject: '邮箱地址登记完成',
    before: ['您的邮箱地址已完成登记。', '预约时可以选择“邮件”作为通知方式。'],
    after: ['如果不是您本人操作，请与图书馆联系。'],
  },
  closed: {
    cancelled: { subject: '预约已取消', before: ['您的以下预约已取消：'], after: [] },
    notNeeded: { subject: '预约已结束', before: ['您设定的需要日期已过，以下预约已结束：'], after: [] },
    borrowedMeanwhile: {
      subject: '关于您的预约',
      before: ['您在预约之后已借阅并归还了以下资料，因此预约未予受理。如果仍然需要，请重新预约：'],
      after: [],
    },
    fallTogether: {
      subject: '关于您的预约',
      before: ['您对同一资料有两条预约，现已合并为一条，另一条继续有效：'],
      after: [],
    },
    alreadyHave: { subject: '关于您的预约', before: ['您正在借阅以下资料，因此预约已结束：'], after: [] },
    expired: { subject: '预约已取消', before: ['保留期限已过，以下预约已取消：'], after: [] },
    else: refused,
  },
  dueSoon: { subject: '应还日期临近', before: ['以下资料即将到应还日期：'], after: [alreadyReturned] },
  overdue: { subject: '请归还资料', before: ['以下资料已过应还日期。请尽快归还：'], after: [alreadyReturned] },
  shelfEnding: {
    subject: '保留期限临近',
    before: ['以下资料的保留期限临近：'],
    after: ['过期后预约将被取消。'],
  },
  arrivals: {
    subject: '已保存的检索有新资料',
    before: ['您保存的检索有新到的资料。'],
    after: [
      '可以在“我的图书馆”的“已保存的检索”中查看。',
      '如果不再需要此类邮件，请在“已保存的检索”中打开该检索的设置。',
    ],
  },
  questionAnswered: {
    subject: '您的咨询已有答复',
    before: ['您提交的参考咨询已有答复。'],
    after: ['请在“我的图书馆”的“参考咨询”中阅读。本邮件不包含问题和答复的内容。'],
  },
  borrowable: {
    subject: '您想读的书可以借了',
    before: ['您希望收到通知的以下图书现在可以借阅：'],
    after: [
      '图书不会为您保留，可能在您到馆之前被他人借走。',
      '如需确保借到，请从“我的图书馆”的列表中预约。',
      '此通知只发送一次。',
    ],
  },
  passwordLink: {
    subject: '设定新密码的网页',
    before: [
      '有人申请重新设定您“我的图书馆”的密码。',
      '请打开下面的地址设定新密码。该地址在一小时内有效，只能使用一次。',
    ],
    after: ['如果不是您本人申请，无需任何操作：只要没有人打开该地址，您的密码就不会改变。'],
  },
  lent: {
    subject: '借阅回执',
    before: ['您借阅了以下资料：'],
    after: ['如果其中有您没有借的资料，请与图书馆联系。'],
  },
  accountChanged: {
    password: changed('您“我的图书馆”的密码已更改。'),
    reset: changed('您“我的图书馆”的密码已在服务台重置。'),
    mail: changed('“我的图书馆”中填写了新的邮箱地址。完成登记后，图书馆的邮件将发送到新地址。'),
    passwordByMail: changed('已通过邮件中的地址设定了“我的图书馆”的新密码。24小时内“我的图书馆”不显示借阅和预约。'),
    cardRenewed: changed('您的借书证已在“我的图书馆”中续期。'),
    passkeyAdded: changed('“我的图书馆”中添加了通行密钥。该设备无需密码即可登录。'),
    passkeyRemoved: changed('“我的图书馆”中的一个通行密钥已删除。'),
    mailRemoved: changed('这个邮箱地址已从“我的图书馆”中删除。'),
    else: changed('您的登记内容已更改。'),
  },
  requestAnswered: {
    considering: answered('图书馆正在研究您的荐购申请：'),
    ordered: answered('图书馆已订购您荐购的图书：'),
    borrowing: answered('图书馆正在从其他图书馆为您借入：'),
    held: answered('您荐购的图书已到馆，并已为您预约。准备好后会通知您：'),
    declined: answered('很抱歉，图书馆未能提供您荐购的图书：'),
    else: answered('您的荐购申请有新的进展：'),
  },
}

export const mail: Text['mail'] = {
  kinds,
  subjectOf: (library, subject) => `【${library}】${subject}`,
  to: givenName => `${givenName} 您好：`,
  pickup: place => `取书地点：${place}`,
  day: day => day.toLocaleString('zh-CN', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  pickUpBy: day => `保留期限：${day}`,
  dueOn: day => `应还日期：${day}`,
  because: reason => `原因：${reason}`,
  fromLibrary: words => `图书馆的答复：${words}`,
  arrived: (search, count) => `“${search}”：${count}件`,
  arrivedMore: count => `　另有${count}件`,
  titlesCounted: count => `${count}件资料`,
  stop: address => `不再接收此类邮件：${address}`,
  link: address => `设定新密码：${address}`,
  page: address => `查看：${address}`,
  service: address => `图书馆网页：${address}`,
  phone: number => `电话 ${number}`,
  automatic: '本邮件由系统自动发送，无法接收回复。',
}
