import type { Text } from '../../text.ts'

export const register: Text['register'] = {
  title: '이용 등록 신청',
  way: '대출증 신청',
  wayTitle: '대출증이 없으시면',
  why: days =>
    `여기에서 신청해 두면 데스크에서의 절차가 짧아집니다. ${days}일 안에 본인과 주소를 확인할 수 있는 것을 가지고 도서관으로 와 주세요. 대출증은 데스크에서 드립니다.`,
  kept: '적어 주신 내용은 등록에만 사용합니다. 오지 않으시면 그 후 자동으로 삭제됩니다.',
  name: '이름',
  nameReading: '이름 읽는 법(가타카나)',
  birthDate: '생년월일',
  birthDateHint: '숫자 8자리(예: 19700101)',
  phone: '전화번호',
  mail: '메일 주소',
  wayHint: '전화번호와 메일 주소 중 하나만 있으면 됩니다.',
  postalCode: '우편번호',
  address: '주소',
  agreed: '이용 약관',
  agree: '이용 약관을 읽었으며 동의합니다',
  send: '신청하기',
  faults: {
    nameMissing: '입력해 주세요.',
    impossibleBirthDate: '생년월일로 읽을 수 없습니다. 숫자 8자리로 입력해 주세요.',
    impossiblePhone: '전화번호의 형식이 아닙니다.',
    impossibleMail: '메일 주소의 형식이 아닙니다.',
    addressMissing: '입력해 주세요.',
    notAgreed: '읽으신 뒤 동의한다고 표시해 주세요.',
    termsChanged: '약관이 방금 바뀌었습니다. 다시 읽고 동의한다고 표시해 주세요.',
    noWay: '전화번호나 메일 주소를 입력해 주세요.',
  },
  tooManyFromHere:
    '이 네트워크에서 신청이 많아 지금은 받을 수 없습니다. 내일 다시 시도하거나 도서관 데스크에서 등록해 주세요.',
  tooMany: '신청이 많아 지금은 받을 수 없습니다. 도서관 데스크에서 등록해 주세요.',
  doneTitle: '신청을 받았습니다',
  number: '접수 번호',
  done: until =>
    `${until}까지 본인과 주소를 확인할 수 있는 것을 가지고 도서관 데스크로 오셔서 이 번호를 말씀해 주세요.`,
  over: '이 신청은 끝났습니다. 등록을 마쳤거나 기한이 지났습니다.',
}
