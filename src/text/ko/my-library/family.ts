import type { Text } from '../../text.ts'

export const family: Text['family'] = {
  title: '가족 대출증',
  door: '가족의 것을 보고 예약하기',
  lead: '가족의 대출증을 추가하면 본인이 로그인한 채로 가족의 예약과 대출을 보고, 대신 예약하고 연장할 수 있습니다. 독서 기록, 읽고 싶은 책, 비밀번호는 보이지 않습니다.',
  using: name => `지금 사용하는 대출증: ${name}.`,
  back: '내 대출증으로 돌아가기',
  backDone: '내 대출증으로 돌아왔습니다.',

  readyTitle: '받을 수 있는 자료(가족 모두)',
  readyNone: '받을 수 있는 자료가 없습니다.',
  readyLine: (name, where, until) => `${name}: ${where}에서 ${until}까지`,
  you: '본인',
  dueTitle: '반납일이 가까운 자료(가족 모두)',
  dueLine: (name, day) => `${name}: ${day}까지`,
  overdueLine: (name, day) => `${name}: 반납일은 ${day}이었습니다`,

  members: '사용할 수 있는 대출증',
  membersNone: '가족의 대출증이 아직 없습니다.',
  counts: (holds, loans) => `예약 ${holds}점, 대출 ${loans}점`,
  until: day => `${day}까지(그 후에는 본인이 정합니다)`,
  use: '이 대출증 사용하기',
  useOf: name => `이 대출증 사용하기: ${name}`,
  remove: '가족에서 빼기',
  removeOf: name => `가족에서 빼기: ${name}`,

  carers: '내 대출증을 사용할 수 있는 사람',
  carersWhy: '예약과 대출을 보고, 대신 예약하고 연장할 수 있습니다. 언제든지 그만둘 수 있습니다.',
  end: '그만두기',
  endOf: name => `그만두기: ${name}`,
  ended: '상대방은 더 이상 이 대출증을 사용할 수 없습니다.',
  added: name => `대출증을 추가했습니다: ${name}.`,

  add: {
    title: '가족의 대출증 추가하기',
    why: '대출증의 번호와 비밀번호를 입력해 주세요. 본인이 입력하거나 본인의 동의를 받아 주세요. 어린이의 것은 보호자가 입력할 수 있습니다.',
    child: age => `${age}세 미만의 어린이는 ${age}세 생일에 자동으로 끝납니다.`,
    submit: '추가하기',
    refused: '대출증 번호나 비밀번호가 올바르지 않거나 지금 사용할 수 없는 대출증입니다.',
    temporary: '이 대출증은 아직 임시 비밀번호를 사용하고 있습니다. 먼저 로그인하여 비밀번호를 정해 주세요.',
    yourself: '본인의 대출증입니다.',
    tooMany: max => `가족의 대출증은 ${max}장까지 추가할 수 있습니다.`,
  },
}
