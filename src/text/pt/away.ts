import type { Text } from '../text.ts'

export const away: Text['away'] = {
  recently: time => `Dados de alguns minutos atrás (${time}). Empréstimos e reservas podem ter mudado desde então.`,
  earlier: time => `Dados de ${time}. Empréstimos e reservas posteriores não estão incluídos.`,
  title: 'Agora não é possível pedir nem mudar nada',
  body: 'Os registros da biblioteca não podem ser acessados; por isso entrar, reservar e pegar emprestado precisam esperar. Tudo volta a funcionar assim que os registros puderem ser acessados.',
  goesOn: 'A busca, as páginas dos livros, o calendário e o guia funcionam normalmente.',
  notTaken: 'O que você enviou ainda não foi recebido.',
  perhapsTaken:
    'Agora não podemos dizer se o que você enviou foi recebido. Quando os registros puderem ser acessados, veja primeiro sua lista.',
  kept: 'O que você digitou está guardado aqui. Espere um momento e envie com o botão abaixo.',
  secretsNotKept: 'Por segurança, senhas não são guardadas.',
  typed: 'O que você digitou',
  password: 'Senha (digite de novo)',
  sendAgain: 'Enviar de novo',
  openAgain: 'Abrir de novo',
  toSearch: 'Procurar livros',
}
