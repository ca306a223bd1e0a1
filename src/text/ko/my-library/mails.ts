import type { Text } from '../../text.ts'

export const mails: Text['mails'] = {
  title: '받을 메일',
  door: '어떤 메일을 언제 받을지 고릅니다.',
  why: '메일 주소를 등록하신 분께 보내 드립니다.',
  kinds: {
    dueSoon: '반납일이 가까워짐',
    shelfEnding: '예약 자료의 보관 기한이 가까워짐',
    arrivals: '저장한 검색의 새 자료',
    borrowable: '읽고 싶은 책을 대출할 수 있음',
    lent: '대출 영수증(대출한 자료와 반납일)',
  },
  asUsual: days => `도서관의 기준대로(${days}일 전)`,
  before: days => `${days}일 전`,
  never: '받지 않음',
  others: '그 밖의 메일',
  always:
    '받을 수 있다는 알림과 연체 알림은 항상 보내 드립니다. 예약할 때 “직접 확인”을 고르면 도서관에서 연락하지 않습니다.',
  save: '저장하기',
  done: '저장했습니다.',
  notOffered: '이 도서관에서는 고를 수 없습니다.',
  stopTitle: '이 메일을 더 받지 않기',
  stopWhy: kind => `앞으로 다음 메일을 보내지 않습니다: “${kind}”.`,
  stop: '그만 받기',
  stopped: kind => `다음 메일을 더 보내지 않습니다: “${kind}”.`,
  stoppedNext: '다시 받거나 다른 메일을 고르려면 로그인해 주세요:',
  unknown: '이 주소로는 아무것도 그만둘 수 없습니다. 내 도서관의 설정에서 고를 수 있습니다.',
}
