import type { MailKinds } from '../mail-words.ts'
import type { Text } from '../text.ts'

const comeUntil = '보관 기한까지 대출증을 가지고 와 주세요. 기한이 지나면 예약은 취소됩니다.'
const alreadyReturned = '이미 반납하셨다면 양해해 주세요.'
const notYou = '본인이 한 일이 아니라면 즉시 도서관에 알려 주세요.'
const changed = (line: string) => ({ subject: '등록 내용이 변경되었습니다', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: '희망 도서 신청에 대하여',
  before: [line],
  after: ['자세한 내용은 내 도서관의 “희망 도서 신청”에서 볼 수 있습니다.'],
})
const refused = {
  subject: '예약을 받을 수 없었습니다',
  before: ['다음 자료의 예약을 받을 수 없었습니다:'],
  after: ['자세한 내용은 도서관에 문의해 주세요.'],
}

const kinds: MailKinds = {
  orderPlaced: {
    subject: '예약 신청을 받았습니다',
    before: ['다음 자료의 예약 신청을 받았습니다:'],
    after: [
      '도서관에서 다음 야간 작업 때 처리합니다. 그때 예약을 받지 못할 수도 있습니다.',
      '내 도서관의 “예약 현황”에서 확인할 수 있습니다.',
    ],
  },
  ready: {
    subject: '예약하신 자료가 준비되었습니다',
    before: ['예약하신 다음 자료가 준비되었습니다:'],
    after: [comeUntil],
  },
  shelfMoved: {
    subject: '보관 기한이 연장되었습니다',
    before: ['휴관으로 인해 다음 자료의 보관 기한이 알려 드린 날보다 늦춰졌습니다:'],
    after: [comeUntil],
  },
  unavailable: {
    subject: '예약하신 자료를 드릴 수 없게 되었습니다',
    before: ['준비되었다고 알려 드린 다음 자료를 드릴 수 없게 되었습니다. 죄송합니다:'],
    after: ['예약은 같은 순서로 계속됩니다. 준비되면 알려 드립니다.', '이미 받으셨다면 양해해 주세요.'],
  },
  mailRegistered: {
    subject: '메일 주소 등록이 완료되었습니다',
    before: ['메일 주소 등록이 완료되었습니다.', '예약할 때 연락 방법으로 “메일”을 선택할 수 있습니다.'],
    after: ['본인이 한 일이 아니라면 도서관에 알려 주세요.'],
  },
  closed: {
    cancelled: { subject: '예약이 취소되었습니다', before: ['다음 예약이 취소되었습니다:'], after: [] },
    notNeeded: {
      subject: '예약이 끝났습니다',
      before: ['정하신 필요한 날이 지나 다음 예약이 끝났습니다:'],
      after: [],
    },
    borrowedMeanwhile: {
      subject: '예약에 대하여',
      before: [
        '예약하신 후 다음 자료를 대출하고 반납하셨으므로 예약을 받지 않았습니다. 아직 필요하시면 다시 예약해 주세요:',
      ],
      after: [],
    },
    fallTogether: {
      subject: '예약에 대하여',
      before: ['같은 자료에 두 개의 예약이 있어 하나로 합쳤습니다. 나머지 하나는 계속됩니다:'],
      after: [],
    },
    alreadyHave: { subject: '예약에 대하여', before: ['이미 대출 중인 자료이므로 예약이 끝났습니다:'], after: [] },
    expired: {
      subject: '예약이 취소되었습니다',
      before: ['보관 기한이 지나 다음 예약이 취소되었습니다:'],
      after: [],
    },
    else: refused,
  },
  dueSoon: {
    subject: '반납일이 가까워졌습니다',
    before: ['다음 자료의 반납일이 가까워졌습니다:'],
    after: [alreadyReturned],
  },
  overdue: {
    subject: '자료를 반납해 주세요',
    before: ['다음 자료의 반납일이 지났습니다. 빨리 반납해 주세요:'],
    after: [alreadyReturned],
  },
  shelfEnding: {
    subject: '보관 기한이 가까워졌습니다',
    before: ['다음 자료의 보관 기한이 가까워졌습니다:'],
    after: ['기한이 지나면 예약은 취소됩니다.'],
  },
  arrivals: {
    subject: '저장한 검색에 새 자료가 들어왔습니다',
    before: ['저장한 검색에 새 자료가 들어왔습니다.'],
    after: [
      '내 도서관의 “저장한 검색”에서 볼 수 있습니다.',
      '이 메일이 필요 없으면 “저장한 검색”에서 해당 검색의 설정을 열어 주세요.',
    ],
  },
  questionAnswered: {
    subject: '참고 질문에 답변했습니다',
    before: ['보내 주신 질문에 답변했습니다.'],
    after: ['답변은 내 도서관의 “참고 질문”에서 읽을 수 있습니다. 이 메일에는 질문도 답변도 적혀 있지 않습니다.'],
  },
  borrowable: {
    subject: '읽고 싶은 책을 대출할 수 있습니다',
    before: ['대출할 수 있게 되면 알려 달라고 하신 다음 책을 지금 대출할 수 있습니다:'],
    after: [
      '따로 보관하지 않으므로 오시기 전에 다른 분이 대출할 수 있습니다.',
      '확실히 대출하시려면 내 도서관의 목록에서 예약해 주세요.',
      '이 알림은 한 번만 보내 드립니다.',
    ],
  },
  passwordLink: {
    subject: '새 비밀번호를 정하는 페이지',
    before: [
      '내 도서관의 비밀번호를 다시 정하겠다는 신청이 있었습니다.',
      '아래 주소를 열어 새 비밀번호를 정해 주세요. 1시간 안에 한 번만 사용할 수 있습니다.',
    ],
    after: ['본인이 신청하지 않았다면 아무것도 하지 않으셔도 됩니다. 아무도 열지 않는 한 비밀번호는 그대로입니다.'],
  },
  lent: {
    subject: '대출 영수증',
    before: ['다음 자료를 대출하셨습니다:'],
    after: ['대출하지 않은 자료가 있으면 도서관에 알려 주세요.'],
  },
  accountChanged: {
    password: changed('내 도서관의 비밀번호가 변경되었습니다.'),
    reset: changed('내 도서관의 비밀번호가 데스크에서 초기화되었습니다.'),
    mail: changed('내 도서관에 새 메일 주소가 입력되었습니다. 등록되면 도서관의 메일은 새 주소로 갑니다.'),
    passwordByMail: changed(
      '메일로 보낸 주소에서 내 도서관의 새 비밀번호가 정해졌습니다. 24시간 동안 내 도서관에 대출과 예약을 표시하지 않습니다.',
    ),
    cardRenewed: changed('내 도서관에서 대출증의 유효 기간이 갱신되었습니다.'),
    passkeyAdded: changed('내 도서관에 패스키가 추가되었습니다. 그 기기는 비밀번호 없이 로그인합니다.'),
    passkeyRemoved: changed('내 도서관의 패스키가 삭제되었습니다.'),
    mailRemoved: changed('이 메일 주소가 내 도서관에서 삭제되었습니다.'),
    else: changed('등록 내용이 변경되었습니다.'),
  },
  requestAnswered: {
    considering: answered('신청하신 책을 검토하고 있습니다:'),
    ordered: answered('신청하신 책을 주문했습니다:'),
    borrowing: answered('신청하신 책을 다른 도서관에서 빌리고 있습니다:'),
    held: answered('신청하신 책이 들어왔습니다. 예약되어 있으며, 준비되면 알려 드립니다:'),
    declined: answered('신청하신 책을 마련할 수 없었습니다:'),
    else: answered('신청하신 책에 새로운 소식이 있습니다:'),
  },
}

export const mail: Text['mail'] = {
  kinds,
  subjectOf: (library, subject) => `[${library}] ${subject}`,
  to: givenName => `${givenName} 님께`,
  pickup: place => `수령 장소: ${place}`,
  day: day => day.toLocaleString('ko-KR', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  pickUpBy: day => `보관 기한: ${day}`,
  dueOn: day => `반납일: ${day}`,
  because: reason => `이유: ${reason}`,
  fromLibrary: words => `도서관에서: ${words}`,
  arrived: (search, count) => `“${search}”: ${count}건`,
  arrivedMore: count => `  그 밖에 ${count}건`,
  titlesCounted: count => `자료 ${count}점`,
  stop: address => `이 메일을 더 받지 않으려면: ${address}`,
  link: address => `새 비밀번호 정하기: ${address}`,
  page: address => `자세히 보기: ${address}`,
  service: address => `도서관 홈페이지: ${address}`,
  phone: number => `전화 ${number}`,
  automatic: '이 메일은 자동으로 보내 드렸습니다. 답장하셔도 읽을 수 없습니다.',
}
