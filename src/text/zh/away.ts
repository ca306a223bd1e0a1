import type { Text } from '../text.ts'

export const away: Text['away'] = {
  recently: time => `这是几分钟前（${time}）的内容。此后借阅和预约情况可能已有变化。`,
  earlier: time => `这是${time}的内容。不包含此后的借阅和预约。`,
  title: '目前不能受理申请和更改',
  body: '目前无法连接图书馆的记录，登录、预约和借阅手续需要等待。恢复连接后即可照常使用。',
  goesOn: '检索、查看图书、开馆日历和使用指南可以照常使用。',
  notTaken: '您发送的内容还没有被受理。',
  perhapsTaken: '目前无法确认您发送的内容是否已被受理。恢复连接后，请先查看您的列表。',
  kept: '您输入的内容保留在这里。请稍等片刻，再按下面的按钮发送。',
  secretsNotKept: '为了安全，密码不会保留。',
  typed: '您输入的内容',
  password: '密码（请重新输入）',
  sendAgain: '重新发送',
  openAgain: '重新打开',
  toSearch: '查找图书',
}
