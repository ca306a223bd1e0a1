import type { Text } from '../../text.ts'

export const news: Text['news'] = {
  title: '公告',
  titleOf: branch => `${branch}的公告`,
  important: '重要公告',
  importantMark: '重要：',
  branches: '图书馆',
  everyBranch: '所有图书馆',
  show: '显示',
  none: '目前没有公告。',
  over: '您要找的公告已经结束。',
  of: branches => branches.join('、'),
  all: '全部公告',
  feed: '用订阅源阅读公告（RSS 阅读器）',
}
