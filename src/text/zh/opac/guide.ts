import type { Text } from '../../text.ts'
import { holds } from '../my-library/holds.ts'

const { status, kind, contact } = holds

export const guide: Text['guide'] = {
  title: '使用指南',
  lead: '如何在网上使用图书馆。',
  contents: '本页内容',
  patron: {
    title: '登录',
    paragraphs: [
      '任何人都可以检索。预约和查看借阅情况，需要登录“我的图书馆”。',
      '请输入借书证号（不需要连字符）和密码。初始密码是您的八位出生日期（例如 19700101）；用它登录后，请设定自己的密码。',
    ],
    forgotten: (branch, phone) =>
      `忘记密码时，请到${branch}办理或打电话${phone ? `（${phone}）` : ''}，我们会为您重置。`,
  },
  order: {
    title: '预约',
    steps: series => [
      '检索图书。',
      '在图书页面按“放入预约篮”。如果尚未登录，请在这时登录。',
      '在预约篮中勾选图书，选择取书地点和通知方式。',
      series ? '按“普通预约”或“丛书依次预约”。' : '按“普通预约”。',
      '再次确认预约内容，按“预约”。',
    ],
  },
  which: {
    title: '可以预约的资料',
    paragraphs: ['市内各图书馆、图书室和联网馆收藏的资料。', '只能在馆内阅览的资料不能预约。'],
  },
  window: {
    title: '不能预约的时间',
    paragraphs: (from, until) => [
      `${from}至${until}正在处理预约，不显示预约按钮。可以继续检索。`,
      '通过网页和馆内终端提交的预约和取消，每天在这段时间内正式登记。',
      '在此之前，其他人可能在服务台先借走或预约。如果着急，请打电话或到服务台。',
    ],
  },
  series: {
    title: '普通预约和丛书依次预约',
    terms: [
      [kind.ordinary, '哪一本准备好就先提供哪一本。'],
      [kind.series, '按您指定的顺序逐本提供。即使后面的卷册在架，也要等前面的。'],
    ],
    together: branch => `如果希望一次借到全部卷册，请向${branch}咨询。`,
  },
  status: {
    title: '预约状态的含义',
    lead: '预约状况一览中使用的词语。',
    terms: [
      [status.applied, '已提交申请，图书馆尚未正式登记。'],
      [status.waiting, `其他人正在使用。为您留出复本后，变为“${status.ready}”。`],
      [status.preparing, '丛书依次预约中后面的图书。'],
      [status.inTransit, '已在其他馆为您留出，正在送往取书地点。'],
      [status.ready, '可以取书。请在显示的日期之前取书。'],
      [status.cancelApplied, '已提交取消申请，图书馆尚未正式登记。'],
    ],
  },
  shelf: {
    title: '保留期限和取消',
    paragraphs: days => [
      `准备好的图书，从通知您之日起保留${days}天。过期后预约将被取消。`,
      '取消预约时，请按一览表中该行右端的按钮。已可以取书的预约，请到服务台或打电话取消。',
    ],
  },
  contact: {
    title: '通知方式',
    terms: [
      [contact.phone, '图书馆给您打电话。'],
      [contact.mail, '需要先登记邮箱地址；第二天早上的邮件会告知登记完成。'],
      [contact.self, '图书馆不通知您。请自行在“我的图书馆”中查看。'],
    ],
  },
  places: {
    title: '图书馆和电话号码',
    columns: { name: '图书馆', usual: '平时的开馆时间和闭馆日', today: '今天' },
    days: runs => runs.map(([from, until]) => (from === until ? from : `${from}至${until}`)).join('、'),
    hours: (days, hours) => `${days}：${hours}`,
    closedOn: days => `${days}：闭馆`,
    yearly: (from, until) => (from === until ? from : `${from}至${until}`),
    monthDay: (month, day) => `${month}月${day}日`,
    closedHolidays: '法定假日：闭馆',
    swappedHolidays: '闭馆日恰逢法定假日时开馆，下一个工作日闭馆',
  },
  paper: {
    title: '下载',
    how: '可以打印本指南，或保存为 PDF 文件：请在浏览器菜单中选择“打印”，保存为文件时请选择“另存为 PDF”。打印时带页码，不含菜单和按钮。',
    button: '打印或保存为 PDF',
    asOf: day => `截至${day}`,
  },
}
