import type { Text } from '../../text.ts'
import { holds } from '../my-library/holds.ts'

const { status, kind, contact } = holds

export const guide: Text['guide'] = {
  title: '이용 안내',
  lead: '인터넷으로 도서관을 이용하는 방법입니다.',
  contents: '이 페이지의 내용',
  patron: {
    title: '로그인',
    paragraphs: [
      '검색은 누구나 할 수 있습니다. 예약하거나 대출 내용을 보려면 내 도서관에 로그인해 주세요.',
      '대출증 번호(하이픈 없이)와 비밀번호를 입력해 주세요. 처음 비밀번호는 생년월일 8자리입니다(예: 19700101). 로그인한 후 자신의 비밀번호를 정합니다.',
    ],
    forgotten: (branch, phone) =>
      `비밀번호를 잊으셨으면 ${branch}에 오시거나 전화해 주세요${phone ? `(${phone})` : ''}. 초기화해 드립니다.`,
  },
  order: {
    title: '예약하기',
    steps: series => [
      '책을 검색합니다.',
      '책의 페이지에서 “예약 바구니에 넣기”를 누릅니다. 로그인하지 않았다면 여기에서 로그인합니다.',
      '예약 바구니에서 책을 선택하고 수령 장소와 연락 방법을 고릅니다.',
      series ? '“일반 예약” 또는 “시리즈 예약”을 누릅니다.' : '“일반 예약”을 누릅니다.',
      '내용을 다시 확인하고 “예약하기”를 누릅니다.',
    ],
  },
  which: {
    title: '예약할 수 있는 자료',
    paragraphs: [
      '시내 도서관, 도서실, 네트워크 도서관이 소장한 자료입니다.',
      '관내에서만 이용하는 자료는 예약할 수 없습니다.',
    ],
  },
  window: {
    title: '예약할 수 없는 시간',
    paragraphs: (from, until) => [
      `${from}부터 ${until}까지는 예약을 처리하므로 예약 버튼이 나오지 않습니다. 검색은 할 수 있습니다.`,
      '홈페이지와 관내 단말기에서 신청한 예약과 취소는 매일 이 시간에 처리됩니다.',
      '그때까지 다른 분이 데스크에서 먼저 대출하거나 예약할 수 있습니다. 급하시면 전화하거나 와 주세요.',
    ],
  },
  series: {
    title: '일반 예약과 시리즈 예약',
    terms: [
      [kind.ordinary, '준비된 책부터 드립니다.'],
      [kind.series, '정하신 순서대로 한 권씩 드립니다. 뒤의 권은 서가에 있어도 앞의 권을 기다립니다.'],
    ],
    together: branch => `모든 권을 한꺼번에 원하시면 다음에 문의해 주세요: ${branch}.`,
  },
  status: {
    title: '예약 상태의 뜻',
    lead: '예약 현황에 나오는 말입니다.',
    terms: [
      [status.applied, '신청했으며 도서관에서 아직 처리하지 않았습니다.'],
      [status.waiting, `다른 분이 이용하고 있습니다. 책이 확보되면 “${status.ready}”(으)로 바뀝니다.`],
      [status.preparing, '시리즈 예약의 뒤의 책입니다.'],
      [status.inTransit, '다른 도서관에서 확보하여 수령 장소로 보내고 있습니다.'],
      [status.ready, '받을 수 있습니다. 표시된 날까지 받아 주세요.'],
      [status.cancelApplied, '취소를 신청했으며 아직 처리되지 않았습니다.'],
    ],
  },
  shelf: {
    title: '보관 기한과 취소',
    paragraphs: days => [
      `준비된 책은 알려 드린 날부터 ${days}일 동안 보관합니다. 그 후 예약은 취소됩니다.`,
      '취소하려면 예약 현황에서 그 줄의 오른쪽 끝 버튼을 눌러 주세요. 준비된 책은 데스크나 전화로 취소해 주세요.',
    ],
  },
  contact: {
    title: '연락 방법',
    terms: [
      [contact.phone, '도서관에서 전화를 드립니다.'],
      [contact.mail, '먼저 메일 주소를 등록해야 합니다. 다음 날 아침 메일로 등록을 알려 드립니다.'],
      [contact.self, '도서관에서 알려 드리지 않습니다. 내 도서관에서 직접 확인해 주세요.'],
    ],
  },
  places: {
    title: '도서관과 전화번호',
    columns: { name: '도서관', usual: '평소의 개관 시간과 휴관일', today: '오늘' },
    days: runs => runs.map(([from, until]) => (from === until ? from : `${from}~${until}`)).join(', '),
    hours: (days, hours) => `${days}: ${hours}`,
    closedOn: days => `${days}: 휴관`,
    yearly: (from, until) => (from === until ? from : `${from}~${until}`),
    monthDay: (month, day) => `${month}월 ${day}일`,
    closedHolidays: '공휴일: 휴관',
    swappedHolidays: '휴관일이 공휴일이면 개관하고 다음 평일에 휴관',
  },
  paper: {
    title: '내려받기',
    how: '이 안내를 인쇄하거나 PDF 파일로 보관할 수 있습니다. 브라우저 메뉴에서 “인쇄”를 고르고, 파일로 만들려면 “PDF로 저장”을 골라 주세요. 쪽 번호가 붙고 메뉴와 버튼은 빠집니다.',
    button: '인쇄 또는 PDF로 저장',
    asOf: day => `${day} 현재`,
  },
}
