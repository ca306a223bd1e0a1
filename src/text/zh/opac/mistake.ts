import type { Text } from '../../text.ts'

export const mistake: Text['mistake'] = {
  way: '报告本页的错误',
  title: '页面上的错误',
  ofRecord: title => `关于《${title}》的页面`,
  ofGuide: '关于使用指南的页面',
  why: '请写下您发现的错误。工作人员会阅读、核对并改正。我们不记录是谁报告的，因此无法答复。请不要填写姓名和电话号码。',
  says: '哪里有错，正确的应该是什么',
  saysHint: '1000个字以内。',
  send: '发送',
  done: '已收到。谢谢您。',
  backToRecord: '返回图书页面',
  backToGuide: '返回使用指南',
  unknownPage: '没有这本书的页面。',
  tooManyFromHere: '来自您所用网络的报告过多，目前无法受理。请明天再试。',
  tooMany: '收到的报告过多，目前无法受理。如有急事，请打电话给图书馆。',
}
