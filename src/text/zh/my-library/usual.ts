import type { Text } from '../../text.ts'

export const usual: Text['usual'] = {
  title: '常用的取书地点和通知方式',
  door: '设定预约时首先选中的取书地点和通知方式。',
  why: '预约篮会首先选中这里的设定。每次预约时都可以另选。已经预约的不会改变。',
  none: '没有设定。将选中您上次的选择。',
  gone: '您设定的选项已不能使用。请重新选择。',
  save: '按此设定',
  clear: '取消设定',
  done: '已设定常用的取书地点和通知方式。',
  cleared: '已取消常用的取书地点和通知方式。',
  refused: { pickup: '请选择取书地点。', contact: '请选择通知方式。' },
}
