import type { Text } from '../../text.ts'

export const privacy: Text['privacy'] = {
  title: 'Your data',
  lead: 'What the library keeps, who can see it, and when it is deleted.',
  parts: days => [
    {
      title: 'What you borrowed',
      lines: [
        'While you have a book, the library records that you have it.',
        'After you return it, the next night cuts the link between you and the book. Not even the staff can find it again.',
        'Only if you chose to keep a reading record is there one. You alone can see it, and it is deleted when you stop.',
      ],
    },
    {
      title: 'Reservations',
      lines: [
        'While you reserve something, the library records whose reservation it is. Others see only how many people wait.',
        `Ended reservations stay in your list for ${days.inSight} days; then the link to you is cut. One that was borrowed and returned is forgotten the night after the return.`,
      ],
    },
    {
      title: 'Searches and pages',
      lines: [
        'What you search for and which pages you see is not stored with your name. Only searches that you save and books that you put on your lists stay there, until you delete them.',
        'All pictures and pages come from the library itself. No other company learns what you look at.',
        ...(days.mistakes === null
          ? []
          : [
              `What is sent by “Tell us of a mistake on this page” is kept without who it was. A sign of your connection is deleted in the night after one day, the text in the night ${days.mistakes} days after somebody has dealt with it.`,
            ]),
      ],
    },
    {
      title: 'Name and address',
      lines: [
        'Name, date of birth, address, telephone and mail address are used for lending and for telling you things.',
        ...(days.preRegistration === null
          ? []
          : [
              `What you write in “Apply for a library card” is deleted when you are registered. If you do not come, it is deleted in the night after ${days.preRegistration} days.`,
            ]),
        ...(days.terms
          ? [
              'The day on which you agreed to the terms of use, and to which ones, is kept with your registration and deleted with it.',
            ]
          : []),
        'Staff may write a short note about serving you (that you look for books in large print, say). It is shown at the counter alone and deleted when it is not needed any more, and it is in the file of your data.',
        'What the library writes to you alone is seen by you and by the staff at the counter. It is deleted when you have read it and close it, and until then it is in the file of your data.',
        ...(days.forgottenAfterYears === null
          ? []
          : [
              `${days.forgottenAfterYears} years after the last day of your card your registration is deleted at night, if you have nothing on loan, reserved or open. It is not when you renew the card.`,
            ]),
        'Your password is stored in a form that cannot be turned back. The staff cannot see it.',
        ...(days.questions === null
          ? []
          : [
              `A question to “Ask a librarian” and its answer are seen by you and the staff who look it up. They are deleted ${days.questions} days after the answer; you can delete them earlier.`,
            ]),
        ...(days.passkeys
          ? [
              'Of a passkey we keep the half of its key that anybody may see, the name of the device and when it was used. Your fingerprint and your face stay in your device and never reach us.',
            ]
          : []),
        'When staff look at or change your data, it is recorded who did so and when.',
      ],
    },
    {
      title: 'What stays in your browser (cookies)',
      lines: [
        `The sign that you are logged in ends after ${days.idleMinutes} minutes without use.`,
        'Besides there are your language and signs that you have logged in from this device before, and that you came from the pages for children. Nothing is for advertising or for following you.',
        'On computers in the library nothing is left after you log out.',
      ],
    },
    {
      title: 'See or delete your data',
      lines: [
        'You can get everything the library keeps about you as a file, under “Password and mail address”.',
        'To end your registration, please ask at a counter. When you have no loans and no reservations, your data are deleted.',
      ],
    },
  ],
  toSettings: 'Password and mail address',
}
