import type { Text } from '../../text.ts'

export const terms: Text['terms'] = {
  title: '使用条款',
  lead: '使用图书馆时应遵守的规定。',
  since: day => `自${day}起施行。`,
  former: day => `这是自${day}起施行的旧条款，与现行条款不同。`,
  toPresent: '阅读现行条款',
  unknown: '这里没有保存这份条款的内容。',
  agreed: day => `您于${day}同意了现行条款。`,
  agreedToFormer: day => `您于${day}同意之后，条款已更新。`,
  notYet: '目前还没有您同意条款的记录。',
  readAgreed: '阅读您同意的条款',
  unknownAgreed: '这里没有保存您同意的条款内容。',
}
