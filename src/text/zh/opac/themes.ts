import type { Text } from '../../text.ts'

export const themes: Text['themes'] = {
  title: '专题',
  lead: '图书馆工作人员围绕各个主题挑选的图书。',
  none: '目前没有专题。',
  all: '全部专题',
  by: branch => `推荐：${branch}`,
  until: day => `截至${day}`,
  count: count => `${count}种`,
  emptyTheme: '目前没有这个专题的图书。',
  overTitle: title => `专题“${title}”已结束`,
  overBody: '现有的专题请看“全部专题”。图书可以通过检索找到。',
}
