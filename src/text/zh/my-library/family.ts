import type { Text } from '../../text.ts'

export const family: Text['family'] = {
  title: '家人的借书证',
  door: '查看并代家人预约',
  lead: '添加家人的借书证后，您可以用自己的登录查看家人的预约和借阅，并代为预约和续借。不显示阅读记录、想读的书和密码。',
  using: name => `正在使用${name}的借书证。`,
  back: '返回自己的借书证',
  backDone: '已返回自己的借书证。',

  readyTitle: '可以取的书（全家）',
  readyNone: '没有可以取的书。',
  readyLine: (name, where, until) => `${name}：在${where}，保留至${until}`,
  you: '您',
  dueTitle: '即将到期（全家）',
  dueLine: (name, day) => `${name}：${day}到期`,
  overdueLine: (name, day) => `${name}：应还日期是${day}`,

  members: '可以使用的借书证',
  membersNone: '还没有家人的借书证。',
  counts: (holds, loans) => `预约${holds}件，借阅${loans}件`,
  until: day => `至${day}（此后由本人决定）`,
  use: '使用这张借书证',
  useOf: name => `使用这张借书证：${name}`,
  remove: '从家人中移除',
  removeOf: name => `从家人中移除：${name}`,

  carers: '可以使用您借书证的人',
  carersWhy: '他们可以查看您的预约和借阅，并代您预约和续借。您可以随时终止。',
  end: '终止',
  endOf: name => `终止：${name}`,
  ended: '对方已不能使用这张借书证。',
  added: name => `已添加${name}的借书证。`,

  add: {
    title: '添加家人的借书证',
    why: '请输入借书证号和密码。由持证人本人输入，或取得本人同意。儿童的可以由监护人输入。',
    child: age => `未满${age}岁的儿童，到${age}岁生日时自动终止。`,
    submit: '添加',
    refused: '借书证号或密码不正确，或者这张借书证目前不能使用。',
    temporary: '这张借书证还在使用初始密码。请先用它登录并设定密码。',
    yourself: '这是您自己的借书证。',
    tooMany: max => `最多可以添加${max}张家人的借书证。`,
  },
}
