import type { Text } from '../../text.ts'

export const passkeys: Text['passkeys'] = {
  title: 'Chaves de acesso',
  door: 'Entrar com impressão digital, rosto ou bloqueio de tela.',
  why: 'Com uma chave de acesso você entra com a impressão digital, o rosto ou o bloqueio de tela do telefone ou computador, sem digitar a senha. A senha continua a mesma.',
  whose:
    'Em um aparelho que outros também podem desbloquear, como a família, eles veem seus empréstimos e reservas. Crie chaves só em um aparelho seu.',
  none: 'Você ainda não tem chaves de acesso.',
  listTitle: 'Suas chaves de acesso',
  added: day => `Criada em ${day}`,
  used: day => `Usada pela última vez em ${day}`,
  unused: 'Ainda não usada',
  opensNothing: 'O endereço da biblioteca mudou, por isso ela não funciona agora. Remova-a e crie outra.',
  remove: 'Remover',
  removeOf: name => `Remover “${name}”`,
  removeTitle: name => `Remover a chave de acesso “${name}”`,
  removeWhy:
    'Depois disso esse aparelho entra com a senha. O que ele guardou da chave pode ser apagado nas configurações dele.',
  removeDo: 'Remover a chave de acesso',
  addTitle: 'Criar uma chave de acesso',
  name: 'Nome do aparelho',
  nameHint: 'Para distingui-lo de outros, por exemplo: meu telefone.',
  current: 'Senha atual',
  currentWhy: 'Para sua segurança, digite sua senha atual.',
  next: 'Avançar',
  makeWhy: name =>
    `Isto cria a chave de acesso “${name}”. Ao pressionar o botão, o aparelho pede sua impressão digital, seu rosto ou o bloqueio de tela.`,
  make: 'Criar neste aparelho',
  needsScript: 'As chaves de acesso precisam de JavaScript ativado no navegador.',
  needsBrowser: 'Seu navegador não pode criar chaves de acesso.',
  failed: 'O aparelho não pôde usar uma chave de acesso. Tente de novo. A senha também funciona.',
  tooMany: max => `Você pode ter ${max} chaves de acesso. Para criar outra, remova uma que não usa.`,
  done: { added: 'A chave de acesso foi criada.', removed: 'A chave de acesso foi removida.' },
  refusal: {
    notOffered: 'No momento não são oferecidas chaves de acesso.',
    over: 'Demorou demais, ou a senha mudou nesse meio-tempo. Comece de novo.',
    unread: 'A resposta do aparelho não pôde ser verificada, por isso nenhuma chave foi criada. Tente de novo.',
  },
  signIn: 'Usar uma chave de acesso',
  signInWhy: 'Com impressão digital, rosto ou bloqueio de tela, sem digitar número e senha.',
  signInRefusal: {
    over: 'Demorou demais. Pressione “Usar uma chave de acesso” de novo.',
    unknown:
      'Esta chave de acesso não abre sua conta. Pode ter sido removida ou ser de outro serviço. Entre com o número do cartão e a senha.',
  },
}
