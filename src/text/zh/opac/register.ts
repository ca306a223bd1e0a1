import type { Text } from '../../text.ts'

export const register: Text['register'] = {
  title: '申请借书证',
  way: '申请借书证',
  wayTitle: '没有借书证时',
  why: days =>
    `在这里提前申请，可以缩短在服务台办理的时间。请在${days}天之内，携带能证明身份和住址的证件到图书馆。借书证在服务台发放。`,
  kept: '您填写的内容只用于办理登记。如果您没有到馆办理，过期后会自动删除。',
  name: '姓名',
  nameReading: '姓名读音（片假名）',
  birthDate: '出生日期',
  birthDateHint: '八位数字（例如 19700101）',
  phone: '电话',
  mail: '邮箱地址',
  wayHint: '电话和邮箱地址填写其中一项即可。',
  postalCode: '邮政编码',
  address: '住址',
  send: '提交申请',
  faults: {
    nameMissing: '请填写此项。',
    impossibleBirthDate: '无法识别为出生日期。请用八位数字填写。',
    impossiblePhone: '电话号码的格式不正确。',
    impossibleMail: '邮箱地址的格式不正确。',
    addressMissing: '请填写此项。',
    noWay: '请填写电话或邮箱地址。',
  },
  tooManyFromHere: '来自您所用网络的申请过多，目前无法受理。请明天再试，或到图书馆服务台办理。',
  tooMany: '申请过多，目前无法受理。请到图书馆服务台办理。',
  doneTitle: '已收到您的申请',
  number: '受理号',
  done: until => `请在${until}之前，携带能证明身份和住址的证件到图书馆服务台，并告知这个受理号。`,
  over: '这项申请已结束：已办理登记，或者已过期限。',
}
