import type { Text } from '../../text.ts'

export const family: Text['family'] = {
  title: 'Cartões da família',
  door: 'Ver e reservar para a sua família',
  lead: 'Com os cartões da família adicionados, você pode ver as reservas e os empréstimos deles, reservar e renovar por eles, entrando como você mesmo. Registros de leitura, livros para ler e senhas não aparecem.',
  using: name => `Você está usando o cartão de ${name}.`,
  back: 'Voltar ao seu cartão',
  backDone: 'Você voltou a usar o seu cartão.',

  readyTitle: 'Pronto para retirar (toda a família)',
  readyNone: 'Nada está pronto para retirar.',
  readyLine: (name, where, until) => `${name}: em ${where} até ${until}`,
  you: 'Você',
  dueTitle: 'A devolver em breve (toda a família)',
  dueLine: (name, day) => `${name}: até ${day}`,
  overdueLine: (name, day) => `${name}: devia ser devolvido em ${day}`,

  members: 'Cartões que você pode usar',
  membersNone: 'Ainda não há cartões da família.',
  counts: (holds, loans) => `Reservas ${holds}, empréstimos ${loans}`,
  until: day => `Até ${day} (a partir daí decidem sozinhos)`,
  use: 'Usar este cartão',
  useOf: name => `Usar este cartão: ${name}`,
  remove: 'Tirar da família',
  removeOf: name => `Tirar da família: ${name}`,

  carers: 'Quem pode usar seu cartão',
  carersWhy:
    'Podem ver suas reservas e empréstimos, reservar e renovar por você. Você pode encerrar isso a qualquer hora.',
  end: 'Encerrar isso',
  endOf: name => `Encerrar isso: ${name}`,
  ended: 'A outra pessoa não pode mais usar o cartão.',
  added: name => `O cartão de ${name} foi adicionado.`,

  add: {
    title: 'Adicionar um cartão da família',
    why: 'Digite o número e a senha do cartão. O titular os digita ou concordou. Para uma criança, o responsável pode digitá-los.',
    child: age => `Para uma criança com menos de ${age} anos isto termina sozinho nesse aniversário.`,
    submit: 'Adicionar',
    refused: 'O número ou a senha está errado, ou o cartão não pode ser usado no momento.',
    temporary: 'Este cartão ainda tem a senha provisória. Primeiro entre com ele e escolha uma senha.',
    yourself: 'Este é o seu próprio cartão.',
    tooMany: max => `Você pode ter até ${max} cartões da família.`,
  },
}
