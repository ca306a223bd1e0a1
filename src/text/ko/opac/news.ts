import type { Text } from '../../text.ts'

export const news: Text['news'] = {
  title: '알림',
  titleOf: branch => `${branch}의 알림`,
  important: '중요한 알림',
  importantMark: '중요: ',
  branches: '도서관',
  everyBranch: '모든 도서관',
  show: '보기',
  none: '지금은 알림이 없습니다.',
  over: '찾으시는 알림은 이미 끝났습니다.',
  of: branches => branches.join(', '),
  all: '모든 알림',
  feed: '피드로 알림 읽기(RSS 리더용)',
}
