import type { Text } from '../../text.ts'

export const mails: Text['mails'] = {
  title: 'E-mails que você recebe',
  door: 'Escolha quais e-mails recebe e quando.',
  why: 'São enviados a quem cadastrou um e-mail.',
  kinds: {
    dueSoon: 'Um empréstimo vence em breve',
    shelfEnding: 'O último dia de retirada de uma reserva está próximo',
    arrivals: 'Novos títulos de uma busca salva',
    borrowable: 'Um título da sua lista pode ser emprestado',
    lent: 'Recibo: o que você pegou emprestado e quando devolver',
  },
  asUsual: days => `Como a biblioteca costuma (${days} dias antes)`,
  before: days => (days === 1 ? '1 dia antes' : `${days} dias antes`),
  never: 'Não receber',
  others: 'O que mais enviar',
  always:
    'Que uma reserva está pronta, ou que um empréstimo está atrasado, é sempre avisado. Para uma reserva, escolha “Eu mesmo verifico” ao fazê-la, e ninguém avisa.',
  save: 'Salvar',
  done: 'Sua escolha foi salva.',
  notOffered: 'Esta biblioteca não oferece escolha.',
  stopTitle: 'Não receber mais estes e-mails',
  stopWhy: kind => `A partir de agora não enviamos mais “${kind}”.`,
  stop: 'Não receber mais',
  stopped: kind => `Não enviamos mais “${kind}”.`,
  stoppedNext: 'Para voltar a recebê-los ou escolher outros, entre:',
  unknown: 'Este endereço não interrompe nada. Você pode escolher na Minha conta, nas configurações.',
}
