/**
 * The barcode of a card number as an SVG image, as it stands on the card: NW-7 (Codabar) with the start and stop letter
 * A that libraries print; Code 39 for a number with a letter in it, which NW-7 cannot say.
 * @returns the source of an image, a `data:` address
 */
export async function barcodeImage(cardNumber: string): Promise<string> {
  // Loaded when the first card is shown: it is large, and most requests never need it.
  const { default: bwip } = await import('bwip-js/node')
  const svg = /^\d+$/.test(cardNumber)
    ? bwip.toSVG({ bcid: 'rationalizedCodabar', text: `A${cardNumber}A`, ...shape })
    : bwip.toSVG({ bcid: 'code39', text: cardNumber, ...shape })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** In millimetres, with the quiet zone that a scanner wants: white, whatever the colours of the page. */
const shape = { height: 16, paddingwidth: 8, paddingheight: 4, backgroundcolor: 'FFFFFF' }
