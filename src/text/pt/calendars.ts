import type { Text } from '../text.ts'

export const calendars: Text['calendars'] = {
  patronName: library => `${library}: meu calendário`,
  placeName: (place, library) => `${place} – ${library}`,
  due: count => (count === 1 ? 'Devolver: 1 item' : `Devolver: ${count} itens`),
  ready: (count, place) => `Último dia para retirar ${count === 1 ? '1 item' : `${count} itens`}: ${place}`,
  open: place => `${place} aberta`,
  closed: (place, reason) => (reason === '' ? `${place} fechada` : `${place} fechada (${reason})`),
  visit: stop => `Biblioteca móvel: ${stop}`,
  visitCancelled: (stop, reason) => `Cancelada: biblioteca móvel, ${stop} (${reason})`,

  title: 'Meu calendário',
  why: 'Seu próprio calendário mostra quando devolver e até quando as reservas podem ser retiradas. Se você renovar ou uma data mudar, o calendário muda depois de algum tempo.',
  secretWhy:
    'Quem souber este endereço pode ver estas datas. Não o conte a ninguém; se alguém o viu, troque o endereço.',
  contains: 'O calendário tem datas, quantidades e locais de retirada. Não tem seu nome nem o número do seu cartão.',
  make: 'Criar um endereço',
  address: 'Endereço do calendário',
  madeOn: day => `Criado em ${day}.`,
  subscribe: 'Adicionar ao meu calendário',
  subscribeWhy:
    'Se nenhum calendário abrir, copie o endereço e cole-o no seu calendário em “Adicionar por URL” ou “Assinar”.',
  titlesTitle: 'Títulos',
  titlesOff: 'Não há títulos nele.',
  titlesOn: 'Os títulos aparecem nele. Se você compartilha o calendário com família ou colegas, eles também os veem.',
  titlesStart: 'Mostrar também os títulos',
  titlesStop: 'Não mostrar títulos',
  renewTitle: 'Trocar ou encerrar o endereço',
  renewWhy: 'O endereço atual deixa de mostrar qualquer coisa. Adicione o novo ao seu calendário.',
  renew: 'Trocar o endereço',
  end: 'Encerrar o calendário',
  endWhy: 'Pode demorar até que as datas sumam do seu calendário.',
  atHome: 'Crie o endereço do calendário no seu próprio computador ou telefone. Ele não é mostrado neste terminal.',
  addPlace: 'Dias de abertura no seu calendário (iCalendar)',
  placeHint: 'Se um fechamento ou uma visita mudar, seu calendário muda depois de algum tempo.',
}
