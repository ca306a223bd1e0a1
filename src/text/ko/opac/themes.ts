import type { Text } from '../../text.ts'

export const themes: Text['themes'] = {
  title: '주제 도서',
  lead: '직원이 주제에 맞추어 고른 자료입니다.',
  none: '지금은 주제 도서가 없습니다.',
  all: '모든 주제 도서',
  by: branch => `추천: ${branch}`,
  until: day => `${day}까지`,
  count: count => `${count}종`,
  emptyTheme: '지금은 이 주제의 자료가 없습니다.',
  overTitle: title => `주제 도서 “${title}”: 끝났습니다`,
  overBody: '지금의 주제 도서는 “모든 주제 도서”에서 볼 수 있습니다. 자료는 검색으로 찾을 수 있습니다.',
}
