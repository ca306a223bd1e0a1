import type { Text } from '../text.ts'

export const away: Text['away'] = {
  recently: time => `몇 분 전(${time})의 내용입니다. 그 후 대출과 예약이 달라졌을 수 있습니다.`,
  earlier: time => `${time}의 내용입니다. 그 후의 대출과 예약은 들어 있지 않습니다.`,
  title: '지금은 신청과 변경을 받을 수 없습니다',
  body: '도서관의 기록에 연결할 수 없어 로그인, 예약, 대출 처리가 잠시 멈춰 있습니다. 다시 연결되면 그대로 이용할 수 있습니다.',
  goesOn: '검색, 책 보기, 개관 달력, 이용 안내는 그대로 이용할 수 있습니다.',
  notTaken: '보내신 내용은 아직 접수되지 않았습니다.',
  perhapsTaken: '보내신 내용이 접수되었는지 지금은 확인할 수 없습니다. 다시 연결되면 먼저 목록을 확인해 주세요.',
  kept: '입력하신 내용은 여기에 남아 있습니다. 잠시 후 아래 버튼으로 보내 주세요.',
  secretsNotKept: '안전을 위해 비밀번호는 남기지 않습니다.',
  typed: '입력하신 내용',
  password: '비밀번호(다시 입력해 주세요)',
  sendAgain: '다시 보내기',
  openAgain: '다시 열기',
  toSearch: '책 찾기',
}
