import type { Text } from '../../text.ts'

export const card: Text['card'] = {
  title: '대출증',
  why: '데스크에서 이 화면을 보여 주세요. 대출증 대신 쓸 수 있습니다.',
  number: '대출증 번호',
  barcodeOf: number => `대출증 번호 ${number}의 바코드`,
  validUntil: day => `${day}까지 유효`,
  ended: day => `이 대출증의 유효 기간은 ${day}에 끝났습니다. 데스크에서 갱신할 수 있습니다.`,
  bright: '읽히지 않으면 화면을 밝게 해 주세요.',
  offline:
    '이 페이지를 한 번 열어 두면 이 기기에서는 인터넷 연결 없이도 볼 수 있습니다. 로그아웃하면 기기에서 지워집니다.',
  print: '인쇄하면 지갑에 넣을 수 있습니다.',
  renewal: {
    title: '대출증 갱신',
    why: '등록 내용이 바뀌지 않았다면 여기에서 갱신할 수 있습니다.',
    same: '주소와 전화번호가 바뀌지 않았습니다',
    otherwise: '바뀌었다면 본인과 주소를 확인할 수 있는 것을 가지고 데스크로 와 주세요.',
    press: '갱신하기',
    done: until => `대출증이 ${until}까지 유효합니다.`,
    link: '대출증 갱신하기',
    refusal: {
      switchedOff: '인터넷에서는 갱신할 수 없습니다.',
      notYet: from => `${from}부터 갱신할 수 있습니다.`,
      notYetNext: '그때까지 지금의 대출증을 그대로 쓸 수 있습니다.',
      tooLate: until => `인터넷에서의 갱신은 ${until}까지였습니다.`,
      atCounter: '데스크에서 갱신할 수 있습니다.',
      notConfirmed: '주소와 전화번호가 바뀌지 않았다는 확인이 없습니다.',
      notConfirmedNext: '바뀌지 않았다면 선택한 후 다시 “갱신하기”를 눌러 주세요.',
    },
  },
  none: '유효한 대출증이 없습니다. 데스크에 문의해 주세요.',
}
