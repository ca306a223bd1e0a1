// Loaded when the first picture is made: the package is large, and most requests never need it.
const load = async () => (await import('bwip-js/node')).default

/**
 * The barcode of a card number as an SVG image, as it stands on the card: NW-7 (Codabar) with the start and stop letter
 * A that libraries print; Code 39 for a number with a letter in it, which NW-7 cannot say.
 * @returns the source of an image, a `data:` address
 */
export async function barcodeImage(cardNumber: string): Promise<string> {
  const bwip = await load()
  const svg = /^\d+$/.test(cardNumber)
    ? bwip.toSVG({ bcid: 'rationalizedCodabar', text: `A${cardNumber}A`, ...shape })
    : bwip.toSVG({ bcid: 'code39', text: cardNumber, ...shape })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** In millimetres, with the quiet zone that a scanner wants: white, whatever the colours of the page. */
const shape = { height: 16, paddingwidth: 8, paddingheight: 4, backgroundcolor: 'FFFFFF' }

/** An address as a QR code for the camera of a telephone, as SVG: with its four modules of white on every side. */
export async function addressCode(address: string): Promise<string> {
  const bwip = await load()
  return bwip.toSVG({ bcid: 'qrcode', text: address, padding: 8, backgroundcolor: 'FFFFFF' })
}
