import type { Text } from '../../text.ts'

export const mails: Text['mails'] = {
  title: '接收的邮件',
  door: '选择接收哪些邮件和接收时间。',
  why: '发送给登记了邮箱地址的读者。',
  kinds: {
    dueSoon: '应还日期临近',
    shelfEnding: '预约的保留期限临近',
    arrivals: '已保存的检索有新资料',
    borrowable: '想读的书可以借了',
    lent: '借阅回执：借阅的资料和应还日期',
  },
  asUsual: days => `按图书馆的规定（${days}天前）`,
  before: days => `${days}天前`,
  never: '不接收',
  others: '其他邮件',
  always: '可以取书的通知和逾期的通知一定会发送。预约时选择“自行查看”，则图书馆不会与您联系。',
  save: '保存',
  done: '已保存您的选择。',
  notOffered: '本馆不提供选择。',
  stopTitle: '不再接收此类邮件',
  stopWhy: kind => `今后不再给您发送“${kind}”邮件。`,
  stop: '停止发送',
  stopped: kind => `已停止给您发送“${kind}”邮件。`,
  stoppedNext: '如需重新接收或选择其他邮件，请登录：',
  unknown: '这个地址不能停止任何邮件。可以在“我的图书馆”的设置中选择。',
}
