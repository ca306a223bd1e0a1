// The judges of RIS and BibTeX have no types of their own.
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: string)
    data: {
      type: string
      title?: string
      author?: { family?: string; given?: string; literal?: string }[]
      issued?: { 'date-parts': number[][] }
      publisher?: string
      ISBN?: string
      URL?: string
    }[]
  }
}
declare module '@citation-js/plugin-ris'
declare module '@citation-js/plugin-bibtex'
