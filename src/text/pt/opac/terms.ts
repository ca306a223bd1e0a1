import type { Text } from '../../text.ts'

export const terms: Text['terms'] = {
  title: 'Termos de uso',
  lead: 'O que vale para quem usa a biblioteca.',
  since: day => `Em vigor desde ${day}.`,
  former: day => `Estes são termos anteriores, que valiam desde ${day}. Os atuais são diferentes.`,
  toPresent: 'Ler os termos atuais',
  unknown: 'O texto destes termos não está guardado aqui.',
  agreed: day => `Você concordou com os termos atuais em ${day}.`,
  agreedToFormer: day => `Você concordou em ${day}. Depois disso os termos mudaram.`,
  notYet: 'Ainda não temos registro de que você concordou.',
  readAgreed: 'Ler os termos com que você concordou',
  unknownAgreed: 'O texto dos termos com que você concordou não está guardado aqui.',
}
